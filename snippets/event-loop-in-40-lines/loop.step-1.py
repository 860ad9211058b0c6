ready = []

def create_task(task):
    ready.append(task)

def run():
    while ready:
        step(ready.pop(0))

def step(task):
    try:
        next(task)
    except StopIteration:
        return
    ready.append(task)

def greet(name, delay):
    print(f'hello, {name}')
    yield delay
    print(f'goodbye, {name}')

def main():
    create_task(greet('Ada', 0.5))
    create_task(greet('Guido', 0.3))
    run()

if __name__ == '__main__':
    main()
