import time
from threading import Lock, Thread

fork = Lock()
knife = Lock()

def eat(name, first, second):
    with first:
        time.sleep(0.1)
        with second:
            print(f'{name} has both and eats')

def main():
    a = Thread(target=eat, args=['Ada', fork, knife])
    b = Thread(target=eat, args=['Guido', fork, knife])
    a.start()
    b.start()
    a.join()
    b.join()

if __name__ == '__main__':
    main()
