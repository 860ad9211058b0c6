import time
from threading import Lock, Thread

total = 0
failed = False
lock = Lock()

def do_it(item):
    global total, failed
    time.sleep(0.1)
    lock.acquire()
    if item == 3:
        failed = True
    else:
        total += item * item
    lock.release()

def main():
    threads = [Thread(target=do_it, args=[item]) for item in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print('something failed' if failed else f'total {total}')

if __name__ == '__main__':
    main()
