"""A service that stops well: no new jobs, the workers do what is left, then they close what they opened."""
import asyncio

WORKERS = 3

accepted = []
done = []
connections = set()


async def accept(queue):
    try:
        n = 0
        while True:
            n += 1
            accepted.append(n)
            queue.put_nowait(n)
            await asyncio.sleep(0.01)
    finally:
        print("accept: no new jobs")


async def handle(name, job):
    await asyncio.sleep(0.05)
    done.append(job)
    print(f"{name}: job {job}")


async def work(name, queue):
    connections.add(name)
    job = None
    try:
        while True:
            job = await queue.get()
            await handle(name, job)
            job = None
    except asyncio.CancelledError:
        print(f"{name}: cancelled, {queue.qsize()} jobs in the queue")
        if job is not None:
            await handle(name, job)  # it was interrupted: once more
        while not queue.empty():
            await handle(name, queue.get_nowait())
        raise
    finally:
        connections.discard(name)
        print(f"{name}: connection closed")


async def main():
    queue = asyncio.Queue()
    producer = asyncio.create_task(accept(queue), name="accept")
    workers = [
        asyncio.create_task(work(f"worker-{n}", queue), name=f"worker-{n}")
        for n in range(WORKERS)
    ]
    await asyncio.sleep(0.3)
    print("shutting down")
    producer.cancel()
    await asyncio.gather(producer, return_exceptions=True)
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(f"{len(accepted)} accepted, {len(done)} done")
    ended = all(worker.cancelled() for worker in workers)
    right = sorted(done) == accepted and ended and not connections
    print(f"all jobs done, {len(connections)} connections open: {right}")


if __name__ == "__main__":
    asyncio.run(main())
