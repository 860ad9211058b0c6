import time
from threading import Thread
from types import SimpleNamespace

account = SimpleNamespace(balance=100)
paid = []

def withdraw(name, amount):
    if account.balance >= amount:
        time.sleep(0.5)  # asks the bank
        account.balance -= amount
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
