import threading
import time


def greet(name, seconds):
    time.sleep(seconds)
    print(f'hello, {name}')


people = [('Ada', 0.2), ('Guido', 0.1)]
threads = [threading.Thread(target=greet, args=each) for each in people]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('done')
