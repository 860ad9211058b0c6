"""Jobs wait in a priority queue until they are due; of those due together the lowest priority number goes first."""
from queue import PriorityQueue
from threading import Event, Thread
from time import monotonic, sleep

jobs = PriorityQueue()  # of (due, priority, name)
changed = Event()
cancelled = []
executed = []


def submit(due, priority, name):
    print(f"submitted {name}, priority {priority}")
    jobs.put((due, priority, name))
    changed.set()


def cancel(name):
    print(f"cancelled {name}")
    cancelled.append(name)
    changed.set()


def schedule(start):
    while True:
        due, priority, name = jobs.get()
        remaining = due - monotonic()
        if remaining > 0:
            # Not yet: put it back, and look again when it is due or something has changed.
            jobs.put((due, priority, name))
            changed.wait(timeout=remaining)
            changed.clear()
            continue
        if name == "stop":
            print("scheduler: stop")
            return
        if name in cancelled:
            print(f"scheduler: {name} was cancelled")
            continue
        print(f"scheduler: {name} at {monotonic() - start:.1f} s")
        executed.append(name)


def main():
    start = monotonic()
    submit(start + 0.4, 3, "report")
    submit(start + 0.4, 1, "alarm")
    submit(start + 0.4, 2, "mail")
    submit(start + 0.8, 1, "backup")
    submit(start + 0.6, 1, "reboot")
    submit(start + 1.0, 9, "stop")
    scheduler = Thread(target=schedule, args=[start], name="scheduler")
    scheduler.start()
    sleep(0.1)
    submit(start + 0.2, 5, "hurry")  # due before all others
    cancel("reboot")
    scheduler.join()
    order = " ".join(executed)
    print(f"order {order}: {order == 'hurry alarm mail report backup'}")


if __name__ == "__main__":
    main()
