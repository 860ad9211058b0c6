from threading import Thread
from types import SimpleNamespace

counter = SimpleNamespace(value=0)

def work():
    counter.value += 1
    counter.value += 1

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
