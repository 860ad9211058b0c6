import asyncio
import resource
import time

N = 10_000
SWITCHES = 100_000

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

async def wait_all():
    before = memory()
    tasks = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(N)]
    await asyncio.sleep(0.1)
    each = (memory() - before) / N
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return each

async def hand_over():
    for _ in range(SWITCHES):
        await asyncio.sleep(0)

async def switch():
    start = time.perf_counter()
    await asyncio.gather(hand_over(), hand_over())
    return (time.perf_counter() - start) / SWITCHES / 2

async def main():
    each = await wait_all()
    print(f'{N} tasks wait in {each:.2f} KiB each; a switch takes {await switch() * 1e6:.2f} µs')

if __name__ == '__main__':
    asyncio.run(main())
