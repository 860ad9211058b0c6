import asyncio
from types import SimpleNamespace

account = SimpleNamespace(balance=100)

async def pay(lock, amount):
    async with lock:
        seen = account.balance
        await asyncio.sleep(0)
        account.balance = seen + amount

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[pay(lock, 10) for _ in range(10)])
    print(f'balance {account.balance}, lost {200 - account.balance}')

if __name__ == '__main__':
    asyncio.run(main())
