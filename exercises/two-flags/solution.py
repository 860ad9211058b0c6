from threading import Lock, Thread

door = Lock()
inside = 0

def visit():
    global inside
    with door:
        inside += int(1)
        if inside > 1:
            print('two are in')
        inside -= int(1)

def main():
    visitors = [Thread(target=visit) for _ in (0, 1)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print('both have been in')

if __name__ == '__main__':
    main()
