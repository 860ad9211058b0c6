"""What `_thread` offers beside locks: starting threads, joining them, and names for what they wait for."""
import _thread
import importlib
import signal
import sys
import time
import traceback
import types
import warnings
import weakref

from pyodide.ffi import ConversionError

import _green as green
import _green_local as local

next_ident = 2
# The threads that have begun and not ended.
alive = {}
# Each has a megabyte of stack.
MAX_THREADS = 500


class _ThreadHandle:
    __module__ = '_thread'

    def __init__(self):
        self.ident = 0
        self._thread = None
        self._done = False
        self._waiting = []
        self._daemon = True

    def is_done(self):
        return self._done

    def _set_done(self):
        if self.ident == 0:
            raise RuntimeError('thread not started')
        self._done = True
        waiting, self._waiting = self._waiting, []
        for token in waiting:
            green.wake(token)

    def join(self, timeout=None):
        if self.ident == 0:
            raise RuntimeError('thread not started')
        if self._thread is green.current and not self._done:
            raise RuntimeError('Cannot join current thread')
        seconds = green.FOREVER if timeout is None or timeout < 0 else green.seconds_of(timeout)
        end = None if seconds < 0 else green.monotonic() + seconds
        lane = self._thread.lane if self._thread else 0
        while not self._done:
            self._waiting.append(green.wait_for(green.WAITING, 0, seconds, sys._getframe(1), lane))
            if green.turn() == green.TIMEOUT:
                return
            if end is not None:
                seconds = max(0, end - green.monotonic())


# The thread's first frame stands in a file of its own: from there on it is the program's code, which may be preempted.
_entry = {}
exec(compile('def enter(function, args, kwargs): function(*args, **kwargs)', '<deck entry>', 'exec'), _entry)
_enter = _entry['enter']


def start_joinable_thread(function, handle=None, daemon=True, args=(), kwargs=None):
    """Starts a thread; it begins when it has its first turn."""
    global next_ident
    if not callable(function):
        raise TypeError('thread function must be callable')
    handle = handle or _ThreadHandle()
    if handle.ident:
        raise RuntimeError('thread already started')
    if len(alive) >= MAX_THREADS:
        raise RuntimeError("can't start new thread")
    thread = green.Thread(next_ident, 0)
    next_ident += 1

    def body():
        green.current = thread
        asyncio_events._set_running_loop(None)
        how = 0
        try:
            _enter(function, args, kwargs or {})
        except SystemExit:
            pass
        except BaseException as error:
            how = 1
            report_unraisable(function, error)
        finally:
            alive.pop(thread.ident, None)
            local.forget(thread)
            handle._set_done()
            green.deck.ended(1 if thread.ident in failed else how)
            failed.discard(thread.ident)

    try:
        thread.lane = green.deck.spawn(body, green.line_of(sys._getframe(1)))
    except ConversionError as error:
        # Python code decides how the function is handed over, and Stop may come right then.
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        raise
    handle.ident = thread.ident
    handle._thread = thread
    handle._daemon = daemon
    alive[thread.ident] = handle
    owner = getattr(function, '__self__', None)
    set_lane_name(thread, getattr(owner, '_name', None) or f'Thread {thread.ident}')
    return handle


# Threads whose function raised: threading itself catches that.
failed = set()


def report_unraisable(function, error):
    """Hands what a thread raised that threading did not start to sys.unraisablehook."""
    text = f'Exception ignored in thread started by {function!r}'
    # Python's own hook takes no object but C's.
    if sys.unraisablehook is sys.__unraisablehook__:
        print(f'{text}:', file=sys.stderr)
        traceback.print_exception(error, file=sys.stderr)
        return
    try:
        sys.unraisablehook(types.SimpleNamespace(exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=text, object=None))
    except BaseException as other:
        print('Exception ignored in sys.unraisablehook:', file=sys.stderr)
        traceback.print_exception(other, file=sys.stderr)


def start_new_thread(function, args, kwargs=None):
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    return start_joinable_thread(function, None, True, args, kwargs).ident


def get_ident():
    """The number of the running thread; never 0, and used by no other thread."""
    return green.current.ident


def interrupt_main(signum=signal.SIGINT, /):
    """Simulates the arrival of a signal: the main thread runs its handler with its next turn."""
    if not 0 < signum < signal.NSIG:
        raise ValueError('signal number out of range')
    handler = signal.getsignal(signum)
    if not callable(handler):
        return
    if green.current is green.MAIN:
        handler(signum, sys._getframe(1))
    else:
        # A wait goes on, as in CPython: no real signal comes that would end it.
        green.pending = signum


def set_lane_name(thread, name):
    if green.deck:
        green.deck.nameLane(thread.lane, name)


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    handle._thread = green.MAIN
    return handle


def set_recursion_limit(limit, /):
    """sys.setrecursionlimit: a traceback of more frames could not be freed on the browser's stack."""
    if limit > MAX_RECURSION:
        warnings.warn(f'the browser\'s stack has room for a recursion limit of {MAX_RECURSION}', RuntimeWarning, 2)
    _set_recursion_limit(min(limit, MAX_RECURSION))


MAX_RECURSION = 5000
_set_recursion_limit = sys.setrecursionlimit


def _shutdown():
    """Waits for all threads that are not daemons."""
    for handle in list(alive.values()):
        if not handle._daemon and handle._thread is not green.current:
            handle.join()


def set_switch_interval(interval, /):
    """sys.setswitchinterval"""
    global switch_interval
    if not interval > 0:
        raise ValueError('switch interval must be strictly positive')
    switch_interval = float(interval)
    green.deck.setSwitchInterval(switch_interval)


switch_interval = 0.005


class names:
    """Names for what threads wait for, as the program calls it."""

    # A lock that is a part of another one, and what it is a part of.
    alias = {}
    _numbers = {}
    _last = 0

    @classmethod
    def describe(cls, waited, frame):
        holder = waited._owner
        subject = outermost(frame) or cls.alias.get(id(waited)) or waited
        if holder is green.current and subject is not waited:
            # A condition's waiter holds the lock that it waits for: what matters is what it is the condition of.
            return green.WAITING, cls.number(subject), 0
        return green.LOCK_WAIT, cls.number(subject), holder.lane if holder else 0

    @classmethod
    def number(cls, subject):
        """The number of an object that is waited for; its name is told with the first use."""
        known = cls._numbers.get(id(subject))
        if known and known[0]() is subject:
            return known[1]
        cls._last += 1
        try:
            reference = weakref.ref(subject)
        except TypeError:
            reference = lambda: subject  # noqa: E731
        cls._numbers[id(subject)] = (reference, cls._last)
        green.deck.nameSubject(cls._last, cls.name(subject))
        return cls._last

    @staticmethod
    def name(subject):
        main = sys.modules.get('__main__')
        for name, value in list(vars(main).items()) if main else ():
            if value is subject:
                return name
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == green.program:
                for name, value in frame.f_locals.items():
                    if value is subject:
                        return name
                    if name == 'self':
                        for attribute, held in getattr(value, '__dict__', {}).items():
                            if held is subject:
                                return f'self.{attribute}'
            frame = frame.f_back
        return type(subject).__name__.lstrip('_')


def outermost(frame):
    """The `self` of the outermost frame that is still the standard library's, as the queue whose condition is waited for."""
    subject = None
    while frame is not None and frame.f_code.co_filename.startswith('/lib/python') and frame.f_code.co_name not in BODIES:
        subject = frame.f_locals.get('self', subject)
        frame = frame.f_back
    return subject


# What a thread runs: nothing that is waited for.
BODIES = {'run', '_bootstrap', '_bootstrap_inner'}


def excepthook(args, /):
    """threading.excepthook: tells the deck, and prints as CPython does where standard error was redirected."""
    failed.add(green.current.ident)
    if args.exc_type is SystemExit:
        return
    reporter(args)


# Set by `_green_run`.
reporter = None
native_excepthook = _thread._excepthook


def install():
    """Replaces what `_thread` offers, and loads what has taken a part of it."""
    global asyncio_events, threading
    replacements = {
        'start_joinable_thread': start_joinable_thread, 'start_new_thread': start_new_thread, 'start_new': start_new_thread,
        'allocate_lock': green.lock, 'allocate': green.lock, 'LockType': green.lock, 'lock': green.lock, 'RLock': green.RLock,
        '_ThreadHandle': _ThreadHandle, '_make_thread_handle': _make_thread_handle, '_shutdown': _shutdown,
        'get_ident': get_ident, 'get_native_id': get_ident, 'interrupt_main': interrupt_main,
        '_get_main_thread_ident': lambda: green.MAIN.ident, 'daemon_threads_allowed': lambda: True,
        '_count': lambda: len(alive), '_excepthook': excepthook, '_local': local.local, 'set_name': lambda name: set_lane_name(green.current, name),
    }
    for name, value in replacements.items():
        if isinstance(value, types.FunctionType):
            value.__module__ = '_thread'
        setattr(_thread, name, value)
    green.names = names
    # What asks a build whether threads can be started, as CPython's own tests do, is told so.
    sys._emscripten_info = sys._emscripten_info.__replace__(pthreads=True)
    time.sleep = green.sleep
    sys.setswitchinterval = set_switch_interval
    sys.setrecursionlimit = set_recursion_limit
    sys.getswitchinterval = lambda: switch_interval
    import threading
    importlib.reload(threading)
    sys.modules['_queue'] = None
    import queue
    importlib.reload(queue)
    import asyncio.events as asyncio_events
    return threading


install()
