import time
from threading import Thread

def greet(name):
    print(f'hello, {name}')
    time.sleep(0.5)
    print(f'goodbye, {name}')

def main():
    a = Thread(target=greet, args=['Ada'])
    b = Thread(target=greet, args=['Guido'])
    a.start()
    b.start()
    print('all greeted')

if __name__ == '__main__':
    main()
