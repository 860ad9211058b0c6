import asyncio
from types import SimpleNamespace

account = SimpleNamespace(balance=100)

async def pay(amount):
    await asyncio.sleep(0)
    seen = account.balance
    account.balance = seen + amount

async def main():
    await asyncio.gather(*[pay(10) for _ in range(10)])
    print(f'balance {account.balance}, lost {200 - account.balance}')

if __name__ == '__main__':
    asyncio.run(main())
