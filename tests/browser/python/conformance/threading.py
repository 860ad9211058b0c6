import _thread
import gc
import io
import signal
import sys
import threading
import time
import weakref
from threading import Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, RLock, Semaphore, Thread, Timer, local


def run(*targets):
    threads = [Thread(target=target) for target in targets]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def raises(kind, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as error:
        return error
    raise AssertionError(f'{kind.__name__} was not raised')


def test_lock():
    """Lock: one holder, timeouts, errors, released by another thread"""
    lock = Lock()
    assert lock.acquire() is True and lock.locked()
    assert lock.acquire(blocking=False) is False
    begin = time.monotonic()
    assert lock.acquire(timeout=0.05) is False
    assert time.monotonic() - begin >= 0.049
    raises(ValueError, lock.acquire, False, 1)
    raises(ValueError, lock.acquire, True, -2)
    raises(OverflowError, lock.acquire, True, threading.TIMEOUT_MAX + 1e10)
    Timer(0.05, lock.release).start()
    assert lock.acquire(timeout=10)
    lock.release()
    assert str(raises(RuntimeError, lock.release)) == 'release unlocked lock'
    assert repr(lock).startswith('<unlocked _thread.lock object at ')


def test_endless_times():
    """A time that is too long to be counted is an OverflowError of every call that waits, and leaves everything as it was"""
    held, condition, ended = Lock(), Condition(), Event()
    held.acquire()
    thread = Thread(target=ended.wait)
    thread.start()
    calls = {
        'time.sleep': time.sleep,
        'Lock.acquire': lambda seconds: held.acquire(timeout=seconds),
        'Lock.acquire of a free one': lambda seconds: Lock().acquire(timeout=seconds),
        'RLock.acquire': lambda seconds: RLock().acquire(timeout=seconds),
        'Condition.wait': condition.wait,
        'Condition.wait_for': lambda seconds: condition.wait_for(lambda: False, seconds),
        'Event.wait': lambda seconds: Event().wait(seconds),
        'Semaphore.acquire': lambda seconds: Semaphore(0).acquire(timeout=seconds),
        'BoundedSemaphore.acquire': lambda seconds: BoundedSemaphore(0).acquire(timeout=seconds),
        'Barrier.wait': lambda seconds: Barrier(2).wait(seconds),
        'Thread.join': thread.join,
    }
    try:
        for name, call in calls.items():
            for seconds in (float('inf'), 1e100, 1e18, threading.TIMEOUT_MAX + 1):
                with condition:
                    assert str(raises(OverflowError, call, seconds)) == 'timestamp out of range for platform time_t', (name, seconds)
            for seconds in (10 ** 10, 10 ** 30):
                with condition:
                    assert str(raises(OverflowError, call, seconds)) == 'timestamp too large to convert to C PyTime_t', (name, seconds)
    finally:
        ended.set()
    thread.join()
    barrier = Barrier(2)
    raises(OverflowError, barrier.wait, 1e100)
    assert held.locked() and barrier.n_waiting == 0 and not barrier.broken
    # Who needn't wait doesn't look.
    assert ended.wait(1e100) and Semaphore().acquire(timeout=1e100) and condition.wait_for(lambda: 5, 1e100) == 5


def test_nan_times():
    """NaN is no time: a ValueError where CPython converts it, and none at all where it compares it with 0"""
    def wait():
        with condition:
            return condition.wait(nan)
    nan, condition = float('nan'), Condition()
    for call in (time.sleep, lambda seconds: Lock().acquire(timeout=seconds), lambda seconds: RLock().acquire(timeout=seconds)):
        assert str(raises(ValueError, call, nan)) == 'Invalid value NaN (not a number)'
    assert Event().wait(nan) is False and wait() is False


def test_lock_contention():
    """Lock: no update is lost under it, however often the GIL goes round"""
    sys.setswitchinterval(0.0005)
    lock, box = Lock(), [0]

    def work():
        for _ in range(5000):
            with lock:
                box[0] = int(box[0]) + 1
    run(*[work] * 4)
    sys.setswitchinterval(0.005)
    assert box == [20000]


def test_rlock():
    """RLock: re-entered by its owner, released only by it, told apart by Condition"""
    lock = RLock()
    with lock:
        assert lock.acquire()
        lock.release()
        taken = []
        run(lambda: taken.append(lock.acquire(blocking=False)), lambda: taken.append(type(raises(RuntimeError, lock.release)).__name__))
        assert taken == [False, 'RuntimeError']
    raises(RuntimeError, lock.release)
    run(lambda: lock.acquire() and lock.release())


def test_condition():
    """Condition: wait, notify, notify_all, wait_for, timeouts, errors"""
    condition, woken, waiting = Condition(), [], []

    def wait(name):
        with condition:
            waiting.append(name)
            assert condition.wait(10)
            woken.append(name)
    threads = [Thread(target=wait, args=[name]) for name in 'abc']
    for t in threads:
        t.start()
    while len(waiting) < 3:
        time.sleep(0.001)
    with condition:
        condition.notify()
    while not woken:
        time.sleep(0.001)
    assert woken == ['a']
    with condition:
        condition.notify_all()
    for t in threads:
        t.join()
    assert sorted(woken) == ['a', 'b', 'c']
    with condition:
        assert condition.wait(0.02) is False
        assert condition.wait_for(lambda: False, 0.02) is False
        assert condition.wait_for(lambda: 5) == 5
    raises(RuntimeError, condition.wait)
    raises(RuntimeError, condition.notify)


def test_event():
    """Event: set wakes all, wait returns whether it was set"""
    event, seen = Event(), []
    threads = [Thread(target=lambda: seen.append(event.wait(10))) for _ in range(3)]
    for t in threads:
        t.start()
    assert event.wait(0.02) is False
    event.set()
    for t in threads:
        t.join()
    assert seen == [True] * 3 and event.is_set()
    event.clear()
    assert not event.is_set()


def test_semaphore():
    """Semaphore: as many as it counts, timeouts; a bounded one is not released too often"""
    semaphore, now, peak = Semaphore(2), [0], [0]

    def work():
        with semaphore:
            now[0] += 1
            peak[0] = max(peak[0], now[0])
            time.sleep(0.01)
            now[0] -= 1
    run(*[work] * 6)
    assert peak == [2]
    assert semaphore.acquire() and semaphore.acquire() and not semaphore.acquire(timeout=0.01) and not semaphore.acquire(blocking=False)
    semaphore.release(2)
    bounded = BoundedSemaphore(1)
    assert str(raises(ValueError, bounded.release)) == 'Semaphore released too many times'
    raises(ValueError, Semaphore, -1)


def test_barrier():
    """Barrier: all pass together, one gets the action's turn, abort and timeout break it"""
    passed, actions = [], []
    barrier = Barrier(3, action=lambda: actions.append(len(passed)))
    run(*[lambda: passed.append(barrier.wait(10))] * 3)
    assert sorted(passed) == [0, 1, 2] and actions == [0]
    raises(BrokenBarrierError, barrier.wait, 0.02)
    assert barrier.broken
    barrier.reset()
    assert not barrier.broken and barrier.n_waiting == 0 and barrier.parties == 3
    barrier.abort()
    raises(BrokenBarrierError, barrier.wait)


def test_timer():
    """Timer: calls after its interval, unless it is cancelled"""
    called = []
    first, second = Timer(0.03, called.append, ['first']), Timer(0.03, called.append, kwargs={})
    second.cancel()
    first.start()
    second.start()
    first.join()
    second.join()
    assert called == ['first']


def test_thread():
    """Thread: name, ident, daemon, life, arguments, errors"""
    seen = []

    def work(*args, **kwargs):
        seen.append((args, kwargs, threading.current_thread().name, threading.get_ident()))
        seen.append(threading.current_thread().is_alive())
    t = Thread(target=work, args=[1, 2], kwargs={'three': 3}, name='worker', daemon=True)
    assert t.ident is None and not t.is_alive() and t.daemon
    raises(RuntimeError, t.join)
    t.start()
    raises(RuntimeError, t.start)
    t.join()
    assert seen == [((1, 2), {'three': 3}, 'worker', t.ident), True] and not t.is_alive()
    assert t.native_id is not None and repr(t).startswith('<Thread(worker, stopped daemon ')
    raises(RuntimeError, threading.current_thread().join)
    assert threading.current_thread() is threading.main_thread() and threading.main_thread().name == 'MainThread'
    assert threading.active_count() == len(threading.enumerate())
    slow = Thread(target=time.sleep, args=[0.1])
    slow.start()
    slow.join(0.01)
    assert slow.is_alive()
    slow.join()


def test_thread_subclass():
    """Thread: a subclass overrides run, and inherits daemon from the thread that made it"""
    class Worker(Thread):
        def run(self):
            self.child = Thread(target=int)
            self.done = True
    worker = Worker(daemon=True)
    worker.start()
    worker.join()
    assert worker.done and worker.child.daemon


def test_excepthook():
    """threading.excepthook gets what a thread raised, SystemExit too"""
    told = []
    threading.excepthook = lambda args: told.append((args.exc_type, str(args.exc_value), args.thread.name))
    run(lambda: 1 / 0, lambda: sys.exit(3))
    threading.excepthook = threading.__excepthook__
    assert [kind for kind, _, _ in told] == [ZeroDivisionError, SystemExit]


def test_local():
    """local: each thread has its own values, __init__ runs once in each, and they go with the thread"""
    class Data(local):
        def __init__(self, start):
            self.value = start

    class Kept:
        pass
    data, seen, kept = Data(5), [], []

    def work():
        seen.append(data.value)
        data.value = 7
        data.held = Kept()
        kept.append(weakref.ref(data.held))
    data.value = 1
    run(work, work)
    assert seen == [5, 5] and data.value == 1 and data.__dict__ == {'value': 1}
    gc.collect()
    assert [reference() for reference in kept] == [None, None]
    raises(AttributeError, lambda: data.held)


def test_many_threads():
    """Two hundred threads at once wait as long as one"""
    begin = time.monotonic()
    run(*[lambda: time.sleep(0.5)] * 200)
    # One after the other they would need a hundred seconds.
    assert time.monotonic() - begin < 50
    assert threading.active_count() == 1


def test_sleep_overlap():
    """Sleeping threads wait side by side, also when they have only just begun"""
    order = []

    def work(seconds):
        time.sleep(seconds)
        order.append(seconds)
    run(lambda: work(0.6), lambda: work(0.4), lambda: work(0.2))
    assert order == [0.2, 0.4, 0.6], order


def test_exceptions_are_each_threads_own():
    """What a thread is handling is its own: sys.exc_info, bare raise"""
    seen = {}

    def work(name):
        try:
            raise ValueError(name)
        except ValueError:
            time.sleep(0.02)
            seen[name] = str(sys.exc_info()[1])
            try:
                raise
            except ValueError as error:
                assert str(error) == name
    run(lambda: work('a'), lambda: work('b'))
    assert seen == {'a': 'a', 'b': 'b'} and sys.exc_info() == (None, None, None)


def test_sort_and_generators_across_switches():
    """C code that calls back, and generators, hold while other threads run"""
    sys.setswitchinterval(0.0005)
    results = []

    def key(n):
        for _ in range(20):
            pass
        return -n

    def numbers():
        for n in range(3000):
            yield n

    def work():
        results.append(sorted(numbers(), key=key) == list(range(2999, -1, -1)))
    run(*[work] * 4)
    sys.setswitchinterval(0.005)
    assert results == [True] * 4


def test_garbage_collection():
    """The collector runs while fifty threads make and drop cycles"""
    stop = time.monotonic() + SECONDS

    def work():
        while time.monotonic() < stop:
            cycle = [[n] for n in range(50)]
            cycle.append(cycle)
            if len(cycle) % 7 == 0:
                gc.collect()
    run(*[work] * 50)
    assert gc.collect() >= 0


def test_interrupt_main():
    """_thread.interrupt_main: the main thread runs the signal's handler, at once or with its next turn; a wait is not ended by it"""
    raises(KeyboardInterrupt, _thread.interrupt_main)
    told = []
    before = signal.signal(signal.SIGINT, lambda number, frame: told.append((number, threading.current_thread() is threading.main_thread())))
    run(_thread.interrupt_main)
    for _ in range(100):
        time.sleep(0.001)
    signal.signal(signal.SIGINT, before)
    assert told == [(signal.SIGINT, True)], told
    timer = Timer(0.05, _thread.interrupt_main)
    timer.start()
    begin = time.monotonic()
    raises(KeyboardInterrupt, Event().wait, 0.2)
    assert time.monotonic() - begin >= 0.19
    timer.join()
    raises(ValueError, _thread.interrupt_main, 1000)


def test_lock_is_final():
    """Lock can't be subclassed, RLock can"""
    raises(TypeError, type, 'MyLock', (type(Lock()),), {})
    assert type('MyRLock', (type(RLock()),), {})().acquire()


def test_local_values_are_freed():
    """Thread-local values are freed when their thread ends, and a thread that threading did not start is forgotten then"""
    data = local()
    seen = []

    class Value:
        pass

    def work():
        data.value = Value()
        seen.append(weakref.ref(data.value))
        seen.append(threading.current_thread().ident)
        lock.release()
    lock = Lock()
    lock.acquire()
    _thread.start_new_thread(work, ())
    lock.acquire()
    end = time.monotonic() + 10
    while (seen[0]() is not None or seen[1] in threading._active) and time.monotonic() < end:
        time.sleep(0.01)
        gc.collect()
    assert seen[0]() is None
    assert seen[1] not in threading._active


def test_native_excepthook():
    """The exception of a thread that threading did not start is printed with its number"""
    args = threading.ExceptHookArgs([ValueError, ValueError('bug'), None, None])
    before, sys.stderr = sys.stderr, io.StringIO()
    try:
        threading.excepthook(args)
        printed = sys.stderr.getvalue()
    finally:
        sys.stderr = before
    assert printed == f'Exception in thread {threading.get_ident()}:\nValueError: bug\n', printed
