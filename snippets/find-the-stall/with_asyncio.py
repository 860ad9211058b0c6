import asyncio
import time

async def crawl(page):
    await asyncio.sleep(0.05 * page)
    print(f'page {page}: {parse(page)} links')

async def main():
    await asyncio.gather(*map(crawl, range(1, 13)))

def parse(page):
    if page == 7:
        time.sleep(0.4)
    return page * 2

if __name__ == '__main__':
    asyncio.run(main(), debug=True)
