import time
from threading import Lock, Thread

left = 10
sold = []
lock = Lock()  # guards left and sold

def take():
    global left
    with lock:
        ticket = left
        if ticket == 0:
            return False
        left = ticket - 1
        sold.append(ticket)
        return True

def till():
    while take():
        time.sleep(0.01)  # prints the ticket

def main():
    tills = [Thread(target=till), Thread(target=till)]
    for thread in tills:
        thread.start()
    for thread in tills:
        thread.join()
    print(f'sold {len(sold)}, left {left}')

if __name__ == '__main__':
    main()
