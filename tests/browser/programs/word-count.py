"""Map and reduce: each text is counted on a thread of a pool, the counts are merged."""
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from threading import current_thread
from time import sleep

SENTENCES = [
    "The quick brown fox jumps over the lazy dog",
    "The lock is held while the counter is read",
    "A queue hands the work to the next thread",
    "Nobody waits for a thread that never ends",
]
TEXTS = [SENTENCES[n % len(SENTENCES)] for n in range(40)]


def count(text):
    sleep(0.02)  # as if it came from a disk
    words = text.lower().split()
    print(f"{current_thread().name}: {len(words)} words")
    return Counter(words)


def merge(total, part):
    total.update(part)
    return total


def main():
    with ThreadPoolExecutor(max_workers=4, thread_name_prefix="mapper") as pool:
        total = reduce(merge, pool.map(count, TEXTS))
    for word, times in total.most_common(3):
        print(f"{word:8} {times}")
    words = sum(total.values())
    right = words == 350 and total["the"] == 60
    print(f"words {words}, 'the' {total['the']}: {right}")


if __name__ == "__main__":
    main()
