"""A pipeline: one thread reads, three square, one adds up. A None says that nothing more comes."""
from queue import Queue
from threading import Thread, current_thread
from time import sleep

SQUARERS = 3
NUMBERS = 20

numbers = Queue(maxsize=4)
squares = Queue(maxsize=4)
total = 0


def read():
    for n in range(1, NUMBERS + 1):
        sleep(0.01)
        numbers.put(n)
    for _ in range(SQUARERS):
        numbers.put(None)  # one for each squarer
    print("read: done")


def square():
    name = current_thread().name
    done = 0
    while (n := numbers.get()) is not None:
        sleep(0.03)
        squares.put((n, n * n))
        done += 1
    squares.put(None)
    print(f"{name}: done after {done}")


def add():
    global total
    ended = 0
    while ended < SQUARERS:
        item = squares.get()
        if item is None:
            ended += 1
            continue
        n, squared = item
        total += squared
        print(f"add: {n} squared is {squared}, together {total}")
    print("add: done")


def main():
    threads = [Thread(target=read, name="read")]
    threads += [Thread(target=square, name=f"square-{n}") for n in range(SQUARERS)]
    threads.append(Thread(target=add, name="add"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("left over", numbers.qsize(), squares.qsize())
    print(f"total {total}: {total == 2870}")


if __name__ == "__main__":
    main()
