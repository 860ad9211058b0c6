import asyncio
import time

async def heartbeat():
    for _ in range(10):
        start = time.perf_counter()
        await asyncio.sleep(0.1)
        print(f'beat after {time.perf_counter() - start:.1f} s')

async def handler():
    await asyncio.sleep(0.3)
    time.sleep(1)
    print('handled')

async def main():
    await asyncio.gather(heartbeat(), handler())

if __name__ == '__main__':
    asyncio.run(main())
