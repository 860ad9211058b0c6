import os
import time
from concurrent.futures import ProcessPoolExecutor

N = int(os.getenv('N', '35'))

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def work(_):
    return f'fib({N}) = {fib(N)}'

def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        start = time.perf_counter()
        for result in pool.map(work, range(2)):
            print(result)
        print(f'took {time.perf_counter() - start:.3f} s')

if __name__ == '__main__':
    main()
