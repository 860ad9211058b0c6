def greet(name):
    print(f'Hello, {name}!')

def main():
    greet('Ada')

if __name__ == '__main__':
    main()
