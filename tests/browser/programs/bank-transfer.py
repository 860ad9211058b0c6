import random
import threading

START = 1000
TRANSFERS = 200


class Account:
    def __init__(self, name):
        self.name = name
        self.balance = START
        self.lock = threading.Lock()


accounts = [Account(name) for name in ("Ada", "Guido", "Grace", "Linus")]


def transfer(source, target, amount):
    # Always the lower number first, so that no two threads wait for each other.
    first, second = sorted([source, target])
    with accounts[first].lock, accounts[second].lock:
        if accounts[source].balance < amount:
            return False
        accounts[source].balance -= amount
        accounts[target].balance += amount
        return True


def clerk(seed):
    rng = random.Random(seed)
    done = 0
    for _ in range(TRANSFERS):
        source, target = rng.sample(range(len(accounts)), 2)
        if transfer(source, target, rng.randint(1, 300)):
            done += 1
    name = threading.current_thread().name
    print(f"{name}: {done} transfers done, {TRANSFERS - done} refused")


def main():
    clerks = [
        threading.Thread(target=clerk, args=(n,), name=f"clerk-{n}") for n in range(4)
    ]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    for account in accounts:
        print(f"{account.name} has {account.balance}")
    total = sum(account.balance for account in accounts)
    print(f"total {total}:", total == START * len(accounts))


if __name__ == "__main__":
    main()
