import os
import time

N = int(os.getenv('N', '35'))

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def work():
    print(f'fib({N}) = {fib(N)}')

def main():
    start = time.perf_counter()
    work()
    work()
    print(f'took {time.perf_counter() - start:.3f} s')

if __name__ == '__main__':
    main()
