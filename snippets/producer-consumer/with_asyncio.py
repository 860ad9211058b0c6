import asyncio

async def cook(orders):
    for order in range(1, 7):
        await orders.put(order)
        print(f'order {order} is on the counter')
    await orders.put(None)

async def serve(orders):
    while (order := await orders.get()) is not None:
        await asyncio.sleep(0.1)
        print(f'order {order} is served')

async def main():
    orders = asyncio.Queue(maxsize=2)
    await asyncio.gather(cook(orders), serve(orders))

if __name__ == '__main__':
    asyncio.run(main())
