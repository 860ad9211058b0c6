from threading import Thread

wants = [0, 0]
inside = 0

def visit(me):
    global inside
    while wants[1 - me] == 1:
        pass  # the other one is in, or on its way
    wants[me] = 1
    inside += int(1)
    if inside > 1:
        print('two are in')
    inside -= int(1)
    wants[me] = 0

def main():
    visitors = [Thread(target=visit, args=[me]) for me in (0, 1)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print('both have been in')

if __name__ == '__main__':
    main()
