import asyncio

async def book(what, seconds):
    await asyncio.sleep(seconds)
    if what == 'hotel':
        raise RuntimeError('no room')
    print(f'{what} is booked and paid for')

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(book('train', 0.3))
            group.create_task(book('hotel', 0.05))
            group.create_task(book('museum', 0.4))
    except* RuntimeError as error:
        print(f'the trip is off: {error.exceptions[0]}')

if __name__ == '__main__':
    asyncio.run(main())
