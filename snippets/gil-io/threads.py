import time
from threading import Thread
import web

def work():
    for address in ['a', 'b', 'c']:
        status = web.get('io/wait?ms=100').status
        print(f'{address} {status}\n', end='')  # one write, so that lines stay whole

def main():
    start = time.perf_counter()
    a = Thread(target=work)
    b = Thread(target=work)
    a.start()
    b.start()
    a.join()
    b.join()
    print(f'took {time.perf_counter() - start:.3f} s')

if __name__ == '__main__':
    main()
