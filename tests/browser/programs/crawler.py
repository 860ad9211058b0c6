import queue
import threading
import time

SITE = {
    "/": ["/docs", "/blog", "/about"],
    "/docs": ["/docs/threads", "/docs/asyncio", "/"],
    "/docs/threads": ["/docs/locks", "/docs"],
    "/docs/locks": ["/docs/threads"],
    "/docs/asyncio": ["/docs/tasks"],
    "/docs/tasks": ["/docs/asyncio", "/missing"],
    "/blog": ["/blog/gil", "/about"],
    "/blog/gil": ["/docs/threads"],
    "/about": ["/"],
}

frontier = queue.Queue()
seen = set()
seen_lock = threading.Lock()
fetched = []


def download(url):
    time.sleep(0.05)
    if url not in SITE:
        raise KeyError(url)
    return SITE[url]


def enqueue(url):
    with seen_lock:
        if url in seen:
            return
        seen.add(url)
    frontier.put(url)


def worker():
    name = threading.current_thread().name
    while True:
        try:
            url = frontier.get()
        except queue.ShutDown:
            return
        try:
            links = download(url)
            fetched.append(url)
            print(f"{name} fetched {url}, {len(links)} links")
            for link in links:
                enqueue(link)
        except KeyError:
            print(f"{name} did not find {url}")
        finally:
            frontier.task_done()


def main():
    enqueue("/")
    workers = [threading.Thread(target=worker, name=f"worker-{n}") for n in range(3)]
    for thread in workers:
        thread.start()
    frontier.join()
    frontier.shutdown()
    for thread in workers:
        thread.join()
    print(f"{len(seen)} addresses seen")
    print(f"pages {len(fetched)}:", sorted(fetched) == sorted(SITE))


if __name__ == "__main__":
    main()
