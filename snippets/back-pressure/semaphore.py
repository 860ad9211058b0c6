import asyncio
from types import SimpleNamespace
import web

flight = SimpleNamespace(now=0, peak=0)
limit = asyncio.Semaphore(10)

async def fetch(_):
    async with limit:
        flight.now += 1
        flight.peak = max(flight.peak, flight.now)
        try:
            await web.aget('io/wait?ms=50')
        finally:
            flight.now -= 1

async def main():
    await asyncio.gather(*map(fetch, range(100)))
    print(f'100 pages, at most {flight.peak} at a time')

if __name__ == '__main__':
    asyncio.run(main())
