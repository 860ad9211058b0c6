import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

words = ['tea', 'coffee', 'milk', 'sugar']

def look_up(word):
    print(f'{current_thread().name}: looking up {word}')
    time.sleep(0.1)
    return word.upper()

async def main():
    pool = ThreadPoolExecutor(max_workers=4)
    loop = asyncio.get_running_loop()
    answers = await asyncio.gather(*[loop.run_in_executor(pool, look_up, word) for word in words])
    pool.shutdown(wait=False)
    print(' '.join(answers))

if __name__ == '__main__':
    asyncio.run(main())
