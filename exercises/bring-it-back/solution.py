import time
from concurrent.futures import ThreadPoolExecutor

def square(n):
    time.sleep(0.05)
    return n * n

def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        total = 0
        for value in pool.map(square, range(1, 7)):
            total += value
    print(total)

if __name__ == '__main__':
    main()
