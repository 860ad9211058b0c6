import asyncio
import time

async def sensor(_):
    await asyncio.sleep(0.1)
    return 1

def report(_):
    time.sleep(0.1)
    return 1

async def main():
    sensors, reports = await asyncio.gather(
        asyncio.gather(*map(sensor, range(8))),
        asyncio.gather(asyncio.to_thread(report, 'today'), asyncio.to_thread(report, 'this week')),
    )
    print(f'{len(sensors)} sensors, {len(reports)} reports')

if __name__ == '__main__':
    asyncio.run(main())
