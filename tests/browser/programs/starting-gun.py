"""Runners wait for the gun (an event), latches count who is ready and who has arrived."""
from threading import Condition, Event, Thread
from time import perf_counter, sleep

RUNNERS = [("Ada", 0.45), ("Barbara", 0.15), ("Edsger", 0.75), ("Grace", 0.3), ("Guido", 0.6)]


class CountDownLatch:
    def __init__(self, count):
        self.count = count
        self.condition = Condition()

    def count_down(self):
        with self.condition:
            self.count -= 1
            if self.count == 0:
                self.condition.notify_all()

    def wait(self):
        with self.condition:
            self.condition.wait_for(lambda: self.count == 0)


gun = Event()
ready = CountDownLatch(len(RUNNERS))
arrived = CountDownLatch(len(RUNNERS))
results = []


def run(name, seconds):
    print(f"{name} is ready")
    ready.count_down()
    gun.wait()
    start = perf_counter()
    sleep(seconds)
    results.append((perf_counter() - start, name))
    print(f"{name} is there")
    arrived.count_down()


def main():
    threads = [Thread(target=run, args=runner, name=runner[0]) for runner in RUNNERS]
    for thread in threads:
        thread.start()
    ready.wait()
    print("all are ready: bang!")
    gun.set()
    arrived.wait()
    print("all have arrived")
    for thread in threads:
        thread.join()
    ranking = sorted(results)
    for place, (seconds, name) in enumerate(ranking, 1):
        print(f"{place}. {name} {seconds:.2f} s")
    names = " ".join(name for seconds, name in ranking)
    print(f"ranking {names}: {names == 'Barbara Grace Ada Guido Edsger'}")


if __name__ == "__main__":
    main()
