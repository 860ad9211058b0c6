import asyncio
from types import SimpleNamespace
import web

flight = SimpleNamespace(now=0, peak=0)

async def worker(pages):
    while True:
        await pages.get()
        flight.now += 1
        flight.peak = max(flight.peak, flight.now)
        try:
            await web.aget('io/wait?ms=50')
        finally:
            flight.now -= 1
            pages.task_done()

async def main():
    pages = asyncio.Queue(maxsize=10)
    workers = [asyncio.create_task(worker(pages)) for _ in range(10)]
    for page in range(100):
        await pages.put(page)
    await pages.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(f'100 pages, at most {flight.peak} at a time')

if __name__ == '__main__':
    asyncio.run(main())
