import time
import web

def download(page):
    response = web.get('io/wait?ms=100')
    print(f'page {page}: {response.status}')

def main():
    start = time.perf_counter()
    for page in range(1, 21):
        download(page)
    print(f'20 pages in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    main()
