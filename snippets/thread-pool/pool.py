import time
from concurrent.futures import ThreadPoolExecutor

def square(n):
    time.sleep(0.1)
    return n * n

def main():
    with ThreadPoolExecutor(max_workers=4) as pool:
        for result in pool.map(square, range(8)):
            print(result)

if __name__ == '__main__':
    main()
