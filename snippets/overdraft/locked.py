import time
from threading import Lock, Thread
from types import SimpleNamespace

account = SimpleNamespace(balance=100)
paid = []
lock = Lock()  # guards account.balance

def withdraw(name, amount):
    with lock:
        if account.balance < amount:
            return
        account.balance -= amount
    time.sleep(0.5)  # asks the bank
    paid.append(name)

def main():
    ada = Thread(target=withdraw, args=['Ada', 80])
    guido = Thread(target=withdraw, args=['Guido', 80])
    ada.start()
    guido.start()
    ada.join()
    guido.join()
    print(f'{len(paid)} × 80 paid, balance {account.balance}')

if __name__ == '__main__':
    main()
