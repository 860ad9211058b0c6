from threading import Thread
from types import SimpleNamespace

TIMES = 5_000_000
counter = SimpleNamespace(value=0)

def work():
    for n in range(TIMES):
        counter.value += 1

def main():
    a = Thread(target=work)
    b = Thread(target=work)
    a.start()
    b.start()
    a.join()
    b.join()
    print(f'lost {2 * TIMES - counter.value} of {2 * TIMES}')

if __name__ == '__main__':
    main()
