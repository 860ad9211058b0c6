import time
from queue import Queue
from threading import Thread

requests = Queue()
answers = Queue()

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def serve():
    while True:
        answers.put(fib(requests.get()))

def main():
    Thread(target=serve, daemon=True).start()
    times = sorted(ask(1) for _ in range(200))
    print(f'median {times[99]:.3f} ms, p99 {times[197]:.3f} ms')

def ask(n):
    start = time.perf_counter()
    requests.put(n)
    answers.get()
    return (time.perf_counter() - start) * 1000

if __name__ == '__main__':
    main()
