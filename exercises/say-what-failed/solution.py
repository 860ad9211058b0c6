import time
from concurrent.futures import ThreadPoolExecutor

def price(item):
    time.sleep(0.1)
    if item == 3:
        raise ValueError('nothing costs 3')
    return item * item

def main():
    with ThreadPoolExecutor(max_workers=5) as pool:
        futures = [pool.submit(price, item) for item in range(5)]
        total = 0
        for future in futures:
            try:
                total += future.result()
            except ValueError as error:
                print(f'failed: {error}')
    print(f'total {total}')

if __name__ == '__main__':
    main()
