import asyncio
from concurrent.futures import ProcessPoolExecutor
import time
from types import SimpleNamespace

N = 34
served = SimpleNamespace(turns=0)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

async def serve():
    while True:
        await asyncio.sleep(0)
        served.turns += 1

async def main():
    server = asyncio.create_task(serve())
    start = time.perf_counter()
    with ProcessPoolExecutor(max_workers=1) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, fib, N)
        seconds = time.perf_counter() - start
    server.cancel()
    print(f'{served.turns / seconds:.0f} turns/s of the loop beside the job')

if __name__ == '__main__':
    asyncio.run(main())
