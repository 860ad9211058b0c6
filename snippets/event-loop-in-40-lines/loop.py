import time

ready = []
timers = []

def create_task(task):
    ready.append(task)

def run():
    while ready or timers:
        if not ready:
            time.sleep(max(0, timers[0][0] - time.perf_counter()))
        while timers and timers[0][0] <= time.perf_counter():
            ready.append(timers.pop(0)[1])
        if ready:
            step(ready.pop(0))

def step(task):
    try:
        delay = next(task)
    except StopIteration:
        return
    timers.append((time.perf_counter() + delay, task))
    timers.sort(key=lambda timer: timer[0])

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
