import threading
import time

CAPACITY = 4
ITEMS = 20


class RingBuffer:
    def __init__(self):
        self.slots = [None] * CAPACITY
        self.first = 0
        self.count = 0
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: self.count < CAPACITY)
            self.slots[(self.first + self.count) % CAPACITY] = item
            self.count += 1
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.count > 0)
            item = self.slots[self.first]
            self.slots[self.first] = None
            self.first = (self.first + 1) % CAPACITY
            self.count -= 1
            self.not_full.notify()
            return item


buffer = RingBuffer()
consumed = []


def producer(n):
    for item in range(n * ITEMS, (n + 1) * ITEMS):
        buffer.put(item)
    print(f"producer {n} is done")


def consumer(n):
    taken = 0
    while (item := buffer.get()) is not None:
        consumed.append(item)
        taken += 1
        time.sleep(0.002)
    print(f"consumer {n} took {taken} items")


def main():
    producers = [threading.Thread(target=producer, args=(n,)) for n in range(3)]
    consumers = [threading.Thread(target=consumer, args=(n,)) for n in range(2)]
    for thread in producers + consumers:
        thread.start()
    for thread in producers:
        thread.join()
    for _ in consumers:
        buffer.put(None)
    for thread in consumers:
        thread.join()
    ok = sorted(consumed) == list(range(3 * ITEMS))
    print(f"items {len(consumed)}, sum {sum(consumed)}:", ok)


if __name__ == "__main__":
    main()
