"""Twelve workers share five connections: a semaphore lets in as many as there are."""
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock, Thread
from time import sleep

SIZE = 5
WORKERS = 12
QUERIES = 2


class ConnectionPool:
    def __init__(self, size):
        self.slots = BoundedSemaphore(size)
        self.lock = Lock()
        self.idle = [f"connection-{n}" for n in range(1, size + 1)]
        self.in_use = 0
        self.peak = 0
        self.served = 0

    @contextmanager
    def connection(self):
        name = self.take()
        try:
            yield name
        finally:
            self.give_back(name)

    def take(self):
        self.slots.acquire()
        with self.lock:
            self.in_use += 1
            self.peak = max(self.peak, self.in_use)
            return self.idle.pop()

    def give_back(self, name):
        with self.lock:
            self.in_use -= 1
            self.served += 1
            self.idle.append(name)
        self.slots.release()


pool = ConnectionPool(SIZE)


def work(name):
    for n in range(QUERIES):
        with pool.connection() as connection:
            print(f"{name}: query {n} on {connection}")
            sleep(0.05)


def main():
    threads = [Thread(target=work, args=[f"worker-{n}"]) for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("peak", pool.peak, "idle", sorted(pool.idle))
    right = pool.peak <= SIZE and pool.served == WORKERS * QUERIES and len(pool.idle) == SIZE
    print(f"{WORKERS * QUERIES} queries on at most {SIZE} connections: {right}")


if __name__ == "__main__":
    main()
