from threading import Lock, Thread
from types import SimpleNamespace

counter = SimpleNamespace(value=0)
lock = Lock()

def add():
    with lock:
        counter.value += 1

def work():
    add()
    add()

def main():
    a = Thread(target=work)
    b = Thread(target=work)
    a.start()
    b.start()
    a.join()
    b.join()
    print(counter.value)

if __name__ == '__main__':
    main()
