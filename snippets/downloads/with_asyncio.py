import asyncio
import time
import web

async def download(page):
    response = await web.aget('io/wait?ms=100')
    print(f'page {page}: {response.status}')

async def main():
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for page in range(1, 21):
            group.create_task(download(page))
    print(f'20 pages in {time.perf_counter() - start:.2f} s')

if __name__ == '__main__':
    asyncio.run(main())
