import asyncio
from concurrent.futures import ProcessPoolExecutor
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
    pool = ProcessPoolExecutor(max_workers=1)
    server = asyncio.create_task(serve())
    start = time.perf_counter()
    await asyncio.get_running_loop().run_in_executor(pool, fib, N)
    seconds = time.perf_counter() - start
    server.cancel()
    pool.shutdown()
    print(f'{served.answers / seconds:.0f} answers/s beside the job')

if __name__ == '__main__':
    asyncio.run(main())
