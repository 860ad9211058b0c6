"""Green threads: what a thread waits for, and the primitives of `_thread` that let it wait.

Whose turn it is decides the JavaScript side (scheduler.ts). Code of this file and its sisters is never preempted, so
that it needs no locks of its own; what it calls back, the program's code, is.
"""
import operator
import signal
import sys
import time
from collections import deque

from pyodide.ffi import can_run_sync, run_sync

# Numbers that protocol/trace.ts and scheduler.ts know too.
LOCK_WAIT, SLEEPING, IO, WAITING = 4, 5, 6, 7
TIMEOUT, WOKEN, HANDED_OVER, INTERRUPTED = 0, 1, 2, 3
FOREVER = -1
# CPython's times are nanoseconds in 64 bits.
MAX_SECONDS = (2 ** 63 - 1) / 1e9

# The real clock, before anybody replaces it.
monotonic = time.monotonic
# The real function: what a program calls keeps its handler of SIGUSR1 aside.
set_signal = signal.signal
deck = None


class Thread:
    """A thread's number, the lane it has on the timeline, and the task that runs in it."""

    __slots__ = ('ident', 'lane', 'task', 'locals')

    def __init__(self, ident, lane):
        self.ident = ident
        self.lane = lane
        self.task = 0
        # Weak references to the thread-local data that it has values of.
        self.locals = []


MAIN = Thread(1, 1)
current = MAIN
# Files whose code is not preempted: the engine's.
shielded = {f'<deck {name}>' for name in ('_green', '_green_local', '_green_threads', '_green_output', '_green_input', '_green_report', '_green_loop', '_green_requests', '_green_exits', '_green_run')}
# The file in which the frames of the program, of a thread and of a task's step begin.
ENTRY = '<deck entry>'
# The program's file, by whose lines waits are named.
program = '<program>'
_wait = _unpark = _pause = _held = _postpone = None
# The signal that another thread has sent to the main one; 0: none.
pending = 0


def attach(module):
    """Ties this side to the JavaScript side."""
    global deck, _wait, _unpark, _pause, _held, _postpone
    deck = module
    _wait, _unpark, _pause, _held, _postpone = module.wait, module.unpark, module.pause, module.held, module.postpone
    set_signal(signal.SIGUSR1, _give_up)


def line_of(frame):
    """The line of the program that a frame was called from; 0 when it was not."""
    while frame is not None:
        if frame.f_code.co_filename == program:
            return frame.f_lineno
        frame = frame.f_back
    return 0


def turn():
    """Suspends the running thread until it has its next turn; gives why."""
    global current
    me = current
    try:
        code = run_sync(deck.turn)
    finally:
        current = me
    # What was handed over must be taken first: then the signal waits for the thread's next turn.
    if code == INTERRUPTED or (pending and me is MAIN and code != HANDED_OVER):
        interrupt()
    return code


def interrupt():
    """Does what a signal, as that of Ctrl-C, does to a main thread that waits."""
    global pending
    number, pending = pending or signal.SIGINT, 0
    handler = signal.getsignal(number)
    if callable(handler):
        handler(number, sys._getframe(1))


def _give_up(signum, frame):
    """The signal that says: another thread wants the GIL."""
    # A function that has not done anything yet may be any: that is as good as before its call.
    first = outer = frame.f_back if frame.f_lasti == 0 else frame
    for _ in range(4):
        # Behind the entry is the engine, which runs the program.
        if outer is None or outer.f_code.co_filename == ENTRY:
            break
        if outer.f_code.co_filename in shielded:
            _postpone(True)
            return
        outer = outer.f_back
    if first is not None and first.f_code.co_filename != program and _postpone(False):
        return
    if can_run_sync():
        _pause(line_of(frame))
        turn()


def sleep(seconds, /):
    """time.sleep"""
    seconds = seconds_of(seconds)
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    line = line_of(sys._getframe(1))
    if seconds == 0:
        _pause(line)
        turn()
        return
    end = monotonic() + seconds
    while seconds > 0:
        _wait(SLEEPING, 0, 0, line, seconds)
        if turn() == TIMEOUT:
            return
        seconds = end - monotonic()


def seconds_of(value):
    """A number of seconds, with the errors of CPython's `_PyTime_FromSecondsObject`."""
    if isinstance(value, float):
        if value != value:
            raise ValueError('Invalid value NaN (not a number)')
        if abs(value) > MAX_SECONDS:
            raise OverflowError('timestamp out of range for platform time_t')
        return value
    whole = operator.index(value)
    if abs(whole) > MAX_SECONDS:
        raise OverflowError('timestamp too large to convert to C PyTime_t')
    return whole


class lock:
    """A lock object; see help(lock.acquire)."""

    __slots__ = ('_owner', '_waiters', '__weakref__')
    __module__ = '_thread'

    def __init_subclass__(cls):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def __init__(self):
        self._owner = None
        self._waiters = None

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is None and timeout == -1:
            self._owner = current
            return True
        timeout = check_timeout(blocking, timeout)
        if self._owner is None:
            self._owner = current
            return True
        return False if timeout == 0 else _acquire(self, timeout)

    def __enter__(self):
        if self._owner is None:
            self._owner = current
            return True
        return _acquire(self, FOREVER)

    def release(self):
        if self._owner is None:
            raise RuntimeError('release unlocked lock')
        if self._waiters:
            _hand_on(self)
        else:
            self._owner = None

    def __exit__(self, kind, value, traceback):
        self.release()

    def locked(self):
        return self._owner is not None

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def _at_fork_reinit(self):
        self._owner = self._waiters = None

    def __repr__(self):
        state = 'unlocked' if self._owner is None else 'locked'
        return f'<{state} _thread.lock object at {id(self):#x}>'


def check_timeout(blocking, timeout):
    """The time to wait in seconds; -1: for ever, 0: not at all."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout == -1:
        return FOREVER
    timeout = seconds_of(timeout)
    if timeout < 0:
        raise ValueError('timeout value must be a non-negative number')
    if timeout > TIMEOUT_MAX:
        raise OverflowError('timeout value is too large')
    return timeout


def _acquire(self, seconds):
    """Waits for a lock that is held."""
    frame = sys._getframe(2)
    state, subject, holder = describe(self, frame)
    line = line_of(frame)
    end = None if seconds < 0 else monotonic() + seconds
    if self._waiters is None:
        self._waiters = deque()
    while True:
        waiter = (current, _wait(state, subject, holder, line, seconds, id(self) if state == LOCK_WAIT else 0))
        self._waiters.append(waiter)
        try:
            code = turn()
        except BaseException:
            _forget(self._waiters, waiter)
            raise
        if code == HANDED_OVER:
            return True
        if code != WOKEN:
            _forget(self._waiters, waiter)
        if self._owner is None:
            self._owner = current
            if self._waiters:
                _held(id(self), current.lane)
            return True
        if code == TIMEOUT:
            return False
        if end is not None:
            seconds = max(0, end - monotonic())
        holder = self._owner.lane if state == LOCK_WAIT else holder


def _forget(waiters, waiter):
    try:
        waiters.remove(waiter)
    except (ValueError, AttributeError):
        pass


def _hand_on(self):
    """Lets a lock go that others wait for: to the first of them, if it has waited long."""
    waiters = self._waiters
    while waiters:
        thread, token = waiters.popleft()
        how = _unpark(token)
        if how == HANDED_OVER:
            self._owner = thread
            _held(id(self), thread.lane)
            return
        if how:
            break
    self._owner = None
    # Whoever takes it next is not known: the threads that still wait must not be thought to wait for this one.
    _held(id(self), 0)


class RLock:
    __slots__ = ('_block', '_count', '__weakref__')
    __module__ = '_thread'

    def __init__(self):
        self._block = lock()
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        block = self._block
        if block._owner is current:
            check_timeout(blocking, timeout)
            self._count += 1
            return True
        timeout = check_timeout(blocking, timeout)
        if block._owner is None:
            block._owner = current
        elif timeout == 0 or not _acquire_for(self, timeout):
            return False
        self._count = 1
        return True

    def __enter__(self):
        block = self._block
        if block._owner is None:
            block._owner = current
            self._count = 1
            return True
        return self.acquire()

    def release(self):
        block = self._block
        if block._owner is not current:
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if self._count == 0:
            block.release()

    def __exit__(self, kind, value, traceback):
        self.release()

    def locked(self):
        return self._block._owner is not None

    def _is_owned(self):
        return self._block._owner is current

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if not self._is_owned():
            raise RuntimeError('cannot release un-acquired lock')
        state = (self._count, self._block._owner)
        self._count = 0
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count = state[0]

    def _at_fork_reinit(self):
        self._block = lock()
        self._count = 0

    def __repr__(self):
        owner = self._block._owner
        return (f'<{"unlocked" if owner is None else "locked"} {type(self).__module__}.{type(self).__qualname__} object '
                f'owner={owner.ident if owner else 0} count={self._count} at {id(self):#x}>')


def _acquire_for(self, timeout):
    names.alias[id(self._block)] = self
    try:
        return _acquire(self._block, timeout)
    finally:
        names.alias.pop(id(self._block), None)


# What waits are named after: `_green_threads` knows the classes of the standard library.
names = None


def describe(waited, frame):
    """What a wait for a lock is on the timeline: its state, its subject, and the lane that holds it."""
    return names.describe(waited, frame)


def wait_for(state, subject, seconds=FOREVER, frame=None, holder=0):
    """Waits until somebody ends it; gives the token by which that is done. To be followed by `turn()`."""
    return _wait(state, subject, holder, line_of(frame or sys._getframe(1)), seconds)


def wake(token):
    """Ends a wait; false if it has ended already."""
    return _unpark(token) != 0


import _thread  # noqa: E402

TIMEOUT_MAX = _thread.TIMEOUT_MAX
