import time
from queue import Queue
from threading import Thread

orders = Queue(maxsize=2)

def cook():
    for order in range(1, 7):
        orders.put(order)
        print(f'order {order} is on the counter')
    orders.put(None)

def serve():
    while (order := orders.get()) is not None:
        time.sleep(0.1)
        print(f'order {order} is served')

def main():
    threads = [Thread(target=cook), Thread(target=serve)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

if __name__ == '__main__':
    main()
