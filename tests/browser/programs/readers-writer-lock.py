import threading
import time
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0
        self.writing = 0
        self.waiting = 0
        self.peak = 0

    @contextmanager
    def read(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.writing and not self.waiting)
            self.readers += 1
            self.peak = max(self.peak, self.readers)
        try:
            yield
        finally:
            with self.condition:
                self.readers -= 1
                self.condition.notify_all()

    @contextmanager
    def write(self):
        with self.condition:
            self.waiting += 1
            self.condition.wait_for(lambda: not self.writing and not self.readers)
            self.waiting -= 1
            self.writing = 1
        try:
            yield
        finally:
            with self.condition:
                self.writing = 0
                self.condition.notify_all()


lock = ReadWriteLock()
pair = [0, 0]
torn = []


def reader(n):
    for _ in range(8):
        with lock.read():
            left = pair[0]
            time.sleep(0.005)
            right = pair[1]
        if left != right:
            torn.append((left, right))
        time.sleep(0.002)
    print(f"reader {n} is done, last saw {left}")


def writer(n):
    for _ in range(5):
        with lock.write():
            pair[0] += 1
            time.sleep(0.005)
            pair[1] += 1
            print(f"writer {n} wrote {pair[0]}")
        time.sleep(0.01)


def main():
    threads = [threading.Thread(target=reader, args=(n,)) for n in range(4)]
    threads += [threading.Thread(target=writer, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("readers at the same time, at most:", lock.peak)
    print(f"writes {pair[1]}, torn reads {len(torn)}:", pair == [10, 10] and not torn)


if __name__ == "__main__":
    main()
