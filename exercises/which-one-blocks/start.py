import asyncio
import time

async def sign_in():
    await asyncio.sleep(0.04)

async def read_settings():
    await asyncio.sleep(0.05)

def warm_up():
    time.sleep(0.05)

async def open_cache():
    warm_up()

async def open_log():
    await asyncio.sleep(0.06)

async def announce():
    await asyncio.sleep(0.07)

async def main():
    steps = [sign_in(), read_settings(), open_cache(), open_log(), announce()]
    await asyncio.gather(*steps)
    print(f'done: {len(steps)}')

if __name__ == '__main__':
    asyncio.run(main())
