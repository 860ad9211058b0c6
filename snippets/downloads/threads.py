import time
from threading import Thread
import web

def download(page):
    response = web.get('io/wait?ms=100')
    print(f'page {page}: {response.status}\n', end='')  # one write, so that lines stay whole

def main():
    start = time.perf_counter()
    threads = []
    for page in range(1, 21):
        t = Thread(target=download, args=[page])
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    print(f'20 pages in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    main()
