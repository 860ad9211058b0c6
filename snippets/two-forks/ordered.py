from threading import Lock, Thread

fork = Lock()
knife = Lock()

def take(lock):
    lock.acquire()

def eat(name, first, second):
    take(first)
    take(second)
    print(f'{name} has both and eats')
    second.release()
    first.release()

def main():
    a = Thread(target=eat, args=['Ada', fork, knife])
    b = Thread(target=eat, args=['Guido', fork, knife])
    a.start()
    b.start()
    a.join()
    b.join()

if __name__ == '__main__':
    main()
