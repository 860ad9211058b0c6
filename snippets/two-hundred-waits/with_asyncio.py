import asyncio
import time
import web

async def wait(_):
    return (await web.aget('io/wait?ms=50')).status

async def main():
    start = time.perf_counter()
    answers = await asyncio.gather(*map(wait, range(200)))
    print(f'{len(answers)} waits in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    asyncio.run(main())
