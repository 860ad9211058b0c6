from threading import Condition, Thread

ready = False
called = Condition()

def wait():
    if not ready:
        with called:
            called.wait()

def call():
    global ready
    with called:
        ready = True
        called.notify()

def main():
    threads = [Thread(target=target) for target in (wait, call)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print('the call was heard')

if __name__ == '__main__':
    main()
