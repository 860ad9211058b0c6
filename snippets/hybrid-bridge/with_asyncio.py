import asyncio
from threading import current_thread

async def ask(question):
    await asyncio.sleep(0.2)
    return f'{question}! ({current_thread().name})'

def legacy(loop, question):
    future = asyncio.run_coroutine_threadsafe(ask(question), loop)
    print(f'{current_thread().name}: {future.result()}')

async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(
        asyncio.to_thread(legacy, loop, 'tea'),
        asyncio.to_thread(legacy, loop, 'coffee'),
    )

if __name__ == '__main__':
    asyncio.run(main())
