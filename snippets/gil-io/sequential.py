import time
import web

def work():
    for address in ['a', 'b', 'c']:
        print(address, web.get('io/wait?ms=100').status)

def main():
    start = time.perf_counter()
    work()
    work()
    print(f'took {time.perf_counter() - start:.3f} s')

if __name__ == '__main__':
    main()
