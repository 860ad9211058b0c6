import threading
import time

SEATS = 5
MEALS = 3

forks = [threading.Lock() for _ in range(SEATS)]
waiter = threading.Semaphore(SEATS - 1)
meals = [0] * SEATS


def eat(n):
    print(f"philosopher {n} eats")
    time.sleep(0.01)
    meals[n] += 1


def with_waiter(n):
    left, right = forks[n], forks[(n + 1) % SEATS]
    for _ in range(MEALS):
        time.sleep(0.005)
        # At most four sit down, so one of them gets two forks.
        with waiter:
            with left, right:
                eat(n)


def asymmetric(n):
    left, right = forks[n], forks[(n + 1) % SEATS]
    # The last one begins at the other side: no circle of waiting.
    first, second = (right, left) if n == SEATS - 1 else (left, right)
    for _ in range(MEALS):
        time.sleep(0.005)
        with first:
            time.sleep(0.001)
            with second:
                eat(n)


def dinner(title, philosopher):
    print(f"-- {title}")
    threads = [threading.Thread(target=philosopher, args=(n,)) for n in range(SEATS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("meals so far", meals)


def main():
    dinner("with a waiter", with_waiter)
    dinner("asymmetric", asymmetric)
    total = sum(meals)
    print(f"meals {total}:", total == 2 * SEATS * MEALS)


if __name__ == "__main__":
    main()
