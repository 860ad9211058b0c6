from threading import Condition, Thread

loaves = []
baked = Condition()

def buy():
    with baked:
        if len(loaves) == 0:
            baked.wait()
        loaves.pop()

def bake():
    for loaf in (1, 2):
        with baked:
            loaves.append(loaf)
            baked.notify()

def main():
    threads = [Thread(target=target) for target in (buy, buy, bake)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f'{len(loaves)} loaves left')

if __name__ == '__main__':
    main()
