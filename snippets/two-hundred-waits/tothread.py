import asyncio
import time
import web

def wait(_):
    return web.get('io/wait?ms=50').status

async def main():
    start = time.perf_counter()
    answers = await asyncio.gather(*[asyncio.to_thread(wait, n) for n in range(200)])
    print(f'{len(answers)} waits in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    asyncio.run(main())
