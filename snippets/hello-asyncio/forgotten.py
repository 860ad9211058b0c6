import asyncio

async def greet(name):
    print(f'hello, {name}')
    await asyncio.sleep(0.5)
    print(f'goodbye, {name}')

async def main():
    greet('Ada')
    await greet('Guido')
    print('all greeted?')

if __name__ == '__main__':
    asyncio.run(main())
