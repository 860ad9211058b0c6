def greet(name):
    print(f'Hello, {name}!')

def main():
    greet('stranger')

if __name__ == '__main__':
    main()
