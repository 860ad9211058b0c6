import time
from threading import Lock, Thread

names = ['Ada', 'Guido']
balances = [100, 100]
locks = [Lock(), Lock()]

def transfer(payer, payee, amount):
    with locks[min(payer, payee)]:
        time.sleep(0.05)  # looks at the credit limit
        with locks[max(payer, payee)]:
            balances[payer] -= amount
            balances[payee] += amount

def main():
    there = Thread(target=transfer, args=[0, 1, 10])
    back = Thread(target=transfer, args=[1, 0, 5])
    there.start()
    back.start()
    there.join()
    back.join()
    print(', '.join(f'{name} has {balance}' for name, balance in zip(names, balances)))

if __name__ == '__main__':
    main()
