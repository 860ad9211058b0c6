import asyncio
import logging
import threading
import time
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")
logger = logging.getLogger("server")
kept = []


def add_request_id(record):
    record.request_id = request_id.get()
    return True


def look_up(user):
    # Knows nothing of the request, and its log line has the id nevertheless.
    logger.info("looking up %s", user)


def handle_in_thread(n):
    request_id.set(f"thread-request-{n}")
    logger.info("begins")
    time.sleep(0.03 * (4 - n))
    look_up(f"user {n}")
    kept.append(request_id.get() == f"thread-request-{n}")
    logger.info("ends")


async def handle_in_task(n):
    request_id.set(f"task-request-{n}")
    logger.info("begins")
    await asyncio.sleep(0.03 * (4 - n))
    look_up(f"user {n}")
    logger.info("ends")
    return request_id.get() == f"task-request-{n}"


async def serve():
    return await asyncio.gather(*[handle_in_task(n) for n in range(1, 4)])


def main():
    handler = logging.StreamHandler()
    handler.addFilter(add_request_id)
    logging.basicConfig(
        level=logging.INFO,
        format="[%(request_id)s] %(threadName)s: %(message)s",
        handlers=[handler],
    )
    logger.info("starting")
    threads = [
        threading.Thread(target=handle_in_thread, args=(n,)) for n in range(1, 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("threads are done, main has", request_id.get())
    results = asyncio.run(serve())
    print("tasks are done, main has", request_id.get())
    checks = [*kept, *results]
    ok = all(checks) and request_id.get() == "-"
    print(f"requests {len(checks)}:", ok)


if __name__ == "__main__":
    main()
