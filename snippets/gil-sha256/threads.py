import hashlib
import time
from threading import Thread

data = bytes(32 * 1024 * 1024)

def work():
    print(hashlib.sha256(data).hexdigest()[:12])

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
