import asyncio
import time

def query():
    time.sleep(0.15)
    return 42

async def heart():
    while True:
        await asyncio.sleep(0.01)
        print('beat')

async def main():
    beating = asyncio.create_task(heart())
    await asyncio.sleep(0.02)
    print('the query begins')
    answer = query()
    print(f'the answer is {answer}')
    beating.cancel()

if __name__ == '__main__':
    asyncio.run(main())
