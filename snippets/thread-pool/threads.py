import time
from queue import Queue
from threading import Thread

results = Queue()

def square(n):
    time.sleep(0.1)
    results.put(n * n)

def main():
    threads = [Thread(target=square, args=[n]) for n in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for _ in threads:
        print(results.get())

if __name__ == '__main__':
    main()
