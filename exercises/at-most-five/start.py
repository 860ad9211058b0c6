import asyncio
import web

now = peak = 0

async def fetch(_):
    global now, peak
    now += 1
    peak = max(peak, now)
    await web.aget('io/wait?ms=10')
    now -= 1

async def main():
    await asyncio.gather(*map(fetch, range(20)))
    print(f'20 pages, at most {peak} at a time')

if __name__ == '__main__':
    asyncio.run(main())
