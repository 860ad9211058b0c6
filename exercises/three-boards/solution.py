import time
from threading import Thread

def think(board):
    time.sleep(0.1)
    print(f'board {board} has moved')

def main():
    threads = [Thread(target=think, args=[board]) for board in range(1, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print('the round is over')

if __name__ == '__main__':
    main()
