import time

def greet(name):
    print(f'hello, {name}')
    time.sleep(0.5)
    print(f'goodbye, {name}')

def main():
    greet('Ada')
    greet('Guido')
    print('all greeted')

if __name__ == '__main__':
    main()
