"""The clock of a Controlled run: it is the scheduler's, and so is what follows from it."""
import queue
import random
import threading
import time

import _green as green

# What time.time() shows when a Controlled run begins: 2026-01-01, so that it is the same each time.
EPOCH = 1767225600


def seconds():
    return green.deck.now() / 1000


def control(seed):
    """From now on the program sees the scheduler's clock, and random numbers that follow from the seed."""
    clocks = {'monotonic': 0, 'perf_counter': 0, 'process_time': 0, 'thread_time': 0, 'time': EPOCH}
    for name, start in clocks.items():
        if not hasattr(time, name):
            continue
        setattr(time, name, lambda start=start: start + seconds())
        setattr(time, f'{name}_ns', lambda start=start: round((start + seconds()) * 1e9))
    green.monotonic = threading._time = queue.time = time.monotonic
    random.seed(seed)
