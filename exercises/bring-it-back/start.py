import time
from threading import Thread

def square(n):
    time.sleep(0.05)
    return n * n

def main():
    total = 0
    threads = [Thread(target=square, args=[n]) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(total)

if __name__ == '__main__':
    main()
