import asyncio

async def book(what, seconds):
    await asyncio.sleep(seconds)
    if what == 'hotel':
        raise RuntimeError('no room')
    print(f'{what} is booked and paid for')

async def main():
    try:
        await book('train', 0.3)
        await book('hotel', 0.05)
        await book('museum', 0.4)
    except RuntimeError as error:
        print(f'the trip is off: {error}')

if __name__ == '__main__':
    asyncio.run(main())
