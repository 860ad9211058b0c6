import time
from threading import Lock, Thread
from types import SimpleNamespace

total = SimpleNamespace(value=0)
failed = SimpleNamespace(value=0)
lock = Lock()

def do_it(n):
    time.sleep(0.1)
    lock.acquire()
    if n == 3:
        failed.value = 1
    elif not failed.value:
        total.value += n * n
    lock.release()

def main():
    ts = [Thread(target=do_it, args=[n]) for n in range(5)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print('failed' if failed.value else total.value)

if __name__ == '__main__':
    main()
