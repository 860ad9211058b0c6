import time
from concurrent.futures import ThreadPoolExecutor

def square(n):
    time.sleep(0.1)
    if n == 3:
        raise ValueError('no threes today')
    return n * n

def main():
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = [pool.submit(square, n) for n in [1, 2, 3]]
        for future in futures:
            try:
                print(future.result())
            except ValueError as error:
                print('failed:', error)

if __name__ == '__main__':
    main()
