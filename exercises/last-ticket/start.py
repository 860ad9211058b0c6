import time
from threading import Thread

left = 10
sold = []

def till():
    global left
    while left > 0:
        ticket = left
        time.sleep(0.01)  # prints the ticket
        left = ticket - 1
        sold.append(ticket)

def main():
    tills = [Thread(target=till), Thread(target=till)]
    for thread in tills:
        thread.start()
    for thread in tills:
        thread.join()
    print(f'sold {len(sold)}, left {left}')

if __name__ == '__main__':
    main()
