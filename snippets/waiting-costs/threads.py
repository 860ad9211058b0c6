import resource
import time
from threading import Event, Semaphore, Thread

N = 1_000
SWITCHES = 20_000

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def wait_all():
    before = memory()
    event = Event()
    threads = [Thread(target=event.wait) for _ in range(N)]
    for thread in threads:
        thread.start()
    each = (memory() - before) / N
    event.set()
    for thread in threads:
        thread.join()
    return each

def hand_over(mine, theirs):
    for _ in range(SWITCHES):
        mine.acquire()
        theirs.release()

def switch():
    a, b = Semaphore(1), Semaphore(0)
    pair = [Thread(target=hand_over, args=[a, b]), Thread(target=hand_over, args=[b, a])]
    start = time.perf_counter()
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    return (time.perf_counter() - start) / SWITCHES / 2

def main():
    each = wait_all()
    print(f'{N} threads wait in {each:.2f} KiB each; a switch takes {switch() * 1e6:.2f} µs')

if __name__ == '__main__':
    main()
