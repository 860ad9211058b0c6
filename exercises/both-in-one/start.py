import asyncio
import time

async def sensor(_):
    await asyncio.sleep(0.1)
    return 1

def report(_):
    time.sleep(0.1)
    return 1

async def main():
    sensors = reports = 0
    for n in range(8):
        sensors += await sensor(n)
    for name in ['today', 'this week']:
        reports += report(name)
    print(f'{sensors} sensors, {reports} reports')

if __name__ == '__main__':
    asyncio.run(main())
