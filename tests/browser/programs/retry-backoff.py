"""Downloads with a time limit, retries, and pauses that double (with a bit of chance)."""
import asyncio
import random

import web

TIMEOUT = 0.5
BASE = 0.1

# What each attempt of a download meets.
DOWNLOADS = {
    "steady": ["io/wait?ms=50&bytes=2000"],
    "flaky": ["io/wait?ms=20&fail=503", "io/wait?ms=20&fail=reset", "io/wait?ms=50&bytes=2000"],
    "slow": ["io/wait?ms=2000&bytes=2000", "io/wait?ms=50&bytes=2000"],
    "dead": ["io/wait?ms=20&fail=503"] * 4,
}


class DownloadError(Exception):
    pass


async def download(name, urls):
    last = None
    for attempt, url in enumerate(urls, 1):
        try:
            async with asyncio.timeout(TIMEOUT):
                response = await web.aget(url)
                response.raise_for_status()
            print(f"{name}: {response.status} at attempt {attempt}")
            return attempt
        except Exception as error:
            last = error
            print(f"{name}: attempt {attempt} failed: {error!r}")
        if attempt < len(urls):
            pause = BASE * 2 ** (attempt - 1) + random.uniform(0, 0.05)
            print(f"{name}: again in {pause:.2f} s")
            await asyncio.sleep(pause)
    raise DownloadError(f"{name}: given up after {len(urls)} attempts") from last


async def main():
    results = await asyncio.gather(
        *(download(name, urls) for name, urls in DOWNLOADS.items()),
        return_exceptions=True,
    )
    failures = [result for result in results if isinstance(result, DownloadError)]
    for failure in failures:
        print("failed:", failure)
    attempts = sum(result for result in results if isinstance(result, int))
    right = attempts == 6 and len(failures) == 1
    print(f"attempts {attempts}, given up {len(failures)}: {right}")


if __name__ == "__main__":
    asyncio.run(main())
