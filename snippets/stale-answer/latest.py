import asyncio
import time

shown = ''
latest = ''

def ask(query):
    time.sleep(0.1)  # the server looks it up
    return f'results for {query}'

async def search(query):
    global shown, latest
    latest = query
    answer = await asyncio.to_thread(ask, query)
    if query == latest:
        shown = answer

async def main():
    await asyncio.gather(search('py'), search('python'))
    print(shown)

if __name__ == '__main__':
    asyncio.run(main())
