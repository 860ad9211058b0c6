import time

def think(board):
    time.sleep(0.1)
    print(f'board {board} has moved')

def main():
    for board in range(1, 4):
        think(board)
    print('the round is over')

if __name__ == '__main__':
    main()
