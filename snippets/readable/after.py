import asyncio

def price(item):
    if item == 3:
        raise ValueError('nothing costs 3')
    return item * item

async def fetch_price(item):
    await asyncio.sleep(0.1)
    return price(item)

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for item in range(5):
                group.create_task(fetch_price(item))
    except* ValueError as error:
        print('no total:', error.exceptions[0])

if __name__ == '__main__':
    asyncio.run(main())
