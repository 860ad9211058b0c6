import asyncio

async def slow():
    try:
        await asyncio.sleep(2)
        print('never printed')
    finally:
        print('slow: cleaning up')

async def main():
    try:
        async with asyncio.timeout(0.3):
            await slow()
    except TimeoutError:
        print('main: took too long')

if __name__ == '__main__':
    asyncio.run(main())
