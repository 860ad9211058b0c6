import asyncio
import queue
import threading
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, InvalidStateError, ThreadPoolExecutor, as_completed, wait
from threading import Thread


def raises(kind, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as error:
        return error
    raise AssertionError(f'{kind.__name__} was not raised')


def test_queue():
    """Queue: order, a full one blocks its producer, timeouts, Empty and Full"""
    q, got = queue.Queue(2), []

    def produce():
        for n in range(6):
            q.put(n)
        q.put(None)
    Thread(target=produce).start()
    while (item := q.get()) is not None:
        got.append(item)
        assert q.qsize() <= 2
    assert got == list(range(6)) and q.empty()
    raises(queue.Empty, q.get, timeout=0.02)
    raises(queue.Empty, q.get_nowait)
    q.put(1)
    q.put(2)
    raises(queue.Full, q.put, 3, timeout=0.02)
    raises(queue.Full, q.put_nowait, 3)
    raises(ValueError, q.put, 3, timeout=-1)


def test_endless_times():
    """A time that is too long to be counted is an OverflowError of queues and futures that have to wait"""
    full, pending = queue.Queue(1), Future()
    full.put(1)
    calls = {
        'Queue.get': lambda seconds: queue.Queue().get(timeout=seconds),
        'LifoQueue.get': lambda seconds: queue.LifoQueue().get(timeout=seconds),
        'PriorityQueue.get': lambda seconds: queue.PriorityQueue().get(timeout=seconds),
        'SimpleQueue.get': lambda seconds: queue.SimpleQueue().get(timeout=seconds),
        'Queue.put': lambda seconds: full.put(2, timeout=seconds),
        'Future.result': pending.result,
        'Future.exception': pending.exception,
        'wait': lambda seconds: wait([pending], seconds),
        'as_completed': lambda seconds: list(as_completed([pending], seconds)),
    }
    for name, call in calls.items():
        for seconds in (float('inf'), 1e100, 1e18, 10 ** 30):
            assert 'timestamp' in str(raises(OverflowError, call, seconds)), (name, seconds)
    done = Future()
    done.set_result(1)
    assert full.get(timeout=1e100) == done.result(1e100) == 1 and full.empty() and wait([done], 1e100).done == {done}


def test_queue_join():
    """Queue.join waits until each item is done"""
    q, done = queue.Queue(), []

    def work():
        while True:
            n = q.get()
            time.sleep(0.005)
            done.append(n)
            q.task_done()
    for _ in range(3):
        Thread(target=work, daemon=True).start()
    for n in range(9):
        q.put(n)
    q.join()
    assert sorted(done) == list(range(9))
    assert str(raises(ValueError, q.task_done)) == 'task_done() called too many times'


def test_queue_shutdown():
    """Queue.shutdown wakes waiting threads, with ShutDown"""
    q, told = queue.Queue(), []

    def work():
        try:
            q.get()
        except queue.ShutDown:
            told.append('shut down')
    t = Thread(target=work)
    t.start()
    time.sleep(0.02)
    q.shutdown()
    t.join()
    assert told == ['shut down']
    raises(queue.ShutDown, q.put, 1)


def test_other_queues():
    """LifoQueue, PriorityQueue and SimpleQueue order their items"""
    stack, heap, simple = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
    for n in [2, 3, 1]:
        for q in (stack, heap, simple):
            q.put(n)
    assert [stack.get() for _ in range(3)] == [1, 3, 2]
    assert [heap.get() for _ in range(3)] == [1, 2, 3]
    assert [simple.get() for _ in range(3)] == [2, 3, 1]
    raises(queue.Empty, simple.get, timeout=0.01)
    threading.Timer(0.02, simple.put, ['late']).start()
    assert simple.get(timeout=10) == 'late'


def test_pool():
    """ThreadPoolExecutor: map in order, submit, at most max_workers threads, names"""
    names = set()

    def work(n):
        names.add(threading.current_thread().name)
        time.sleep(0.01 * (3 - n % 3))
        return n * n
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix='pool') as pool:
        assert list(pool.map(work, range(9))) == [n * n for n in range(9)]
        future = pool.submit(pow, 2, 10)
        assert future.result(10) == 1024 and future.done() and not future.running()
    assert names <= {'pool_0', 'pool_1', 'pool_2'} and len(names) > 1
    raises(RuntimeError, pool.submit, int)
    raises(ValueError, ThreadPoolExecutor, max_workers=0)


def test_pool_errors():
    """Futures of a pool: exceptions, cancellation, timeouts, callbacks, initializers"""
    with ThreadPoolExecutor(1) as pool:
        failed = pool.submit(lambda: 1 / 0)
        assert isinstance(failed.exception(10), ZeroDivisionError)
        raises(ZeroDivisionError, failed.result)
        slow = pool.submit(time.sleep, 0.1)
        raises(TimeoutError, slow.result, 0.01)
        queued = pool.submit(int)
        assert queued.cancel() and queued.cancelled()
        raises(CancelledError, queued.result)
        called = []
        pool.submit(int).add_done_callback(lambda f: called.append(f.result()))
    assert called == [0]
    with ThreadPoolExecutor(1, initializer=called.append, initargs=['begun']) as pool:
        pool.submit(int).result()
    assert called == [0, 'begun']


def test_wait_and_as_completed():
    """wait and as_completed: first, first exception, all, in the order of their ends"""
    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(time.sleep, seconds) for seconds in (0.4, 0.02, 0.2)]
        done, pending = wait(futures, return_when=FIRST_COMPLETED)
        assert futures[1] in done and futures[0] in pending
        assert next(as_completed(futures[1:])) is futures[1]
        done, pending = wait(futures, return_when=ALL_COMPLETED)
        assert len(done) == 3 and not pending
        bad = [pool.submit(time.sleep, 0.3), pool.submit(lambda: 1 / 0)]
        done, _ = wait(bad, return_when=FIRST_EXCEPTION)
        assert bad[1] in done
        raises(TimeoutError, list, as_completed([pool.submit(time.sleep, 0.2)], timeout=0.01))


def test_future():
    """Future: its states, and who may set them"""
    future = Future()
    assert future.set_running_or_notify_cancel() and future.running()
    assert not future.cancel()
    threading.Timer(0.02, future.set_result, [5]).start()
    assert future.result(10) == 5
    raises(InvalidStateError, future.set_result, 6)
