from collections import deque

ready = deque()

def speak(name):
    for sentence in range(1, 4):
        print(f'{name} {sentence}')
    yield

def run():
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue
        ready.append(task)

def main():
    ready.extend([speak('Ada'), speak('Guido')])
    run()

if __name__ == '__main__':
    main()
