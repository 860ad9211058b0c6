from threading import Semaphore, Thread

gate = Semaphore(1)
inside = 0

def visit():
    global inside
    may_enter = gate.acquire(blocking=False)
    if may_enter:
        inside += int(1)
        if inside > 1:
            print('two are in')
        inside -= int(1)
    gate.release()

def main():
    visitors = [Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print('the gate is closed')

if __name__ == '__main__':
    main()
