import time
from threading import Thread

def wait(_):
    time.sleep(1)

def main():
    start = time.perf_counter()
    threads = [Thread(target=wait, args=[n]) for n in range(10_000)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f'10000 waits of 1 s in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    main()
