import asyncio
import time
from types import SimpleNamespace

N = 34
served = SimpleNamespace(answers=0)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

async def serve():
    while True:
        await asyncio.sleep(0.001)
        served.answers += 1

async def main():
    server = asyncio.create_task(serve())
    start = time.perf_counter()
    await asyncio.to_thread(fib, N)
    seconds = time.perf_counter() - start
    server.cancel()
    print(f'{served.answers / seconds:.0f} answers/s beside the job')

if __name__ == '__main__':
    asyncio.run(main())
