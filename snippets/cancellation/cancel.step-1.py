import asyncio

async def slow():
    try:
        await asyncio.sleep(2)
    except asyncio.CancelledError:
        print('slow: cancelled')

async def main():
    task = asyncio.create_task(slow())
    await asyncio.sleep(0.3)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('main: slow was cancelled')

if __name__ == '__main__':
    asyncio.run(main())
