import asyncio
import time

async def wait(_):
    await asyncio.sleep(1)

async def main():
    start = time.perf_counter()
    await asyncio.gather(*map(wait, range(10_000)))
    print(f'10000 waits of 1 s in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    asyncio.run(main())
