import asyncio
import time
from threading import current_thread

words = ['tea', 'coffee', 'milk', 'sugar']

def look_up(word):
    print(f'{current_thread().name}: looking up {word}')
    time.sleep(0.1)
    return word.upper()

async def main():
    answers = []
    for word in words:
        answers.append(await asyncio.to_thread(look_up, word))
    print(' '.join(answers))

if __name__ == '__main__':
    asyncio.run(main())
