import asyncio

async def greet(name):
    print(f'hello, {name}')
    await asyncio.sleep(0.5)
    print(f'goodbye, {name}')

async def main():
    a = asyncio.create_task(greet('Ada'))
    b = asyncio.create_task(greet('Guido'))
    print('both are scheduled')
    await a
    await b
    print('all greeted')

if __name__ == '__main__':
    asyncio.run(main())
