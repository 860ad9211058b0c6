"""Threads, the loop, output and time of a run whose schedule is chosen."""
import _thread
import asyncio
import asyncio.events
import builtins
import functools
import io
import sys
import threading
import time
import web

import _green as green
import _green_accesses as accesses
import _green_local as local
import _green_loop as loop
import _green_objects as objects
import _green_report as problems
import _green_requests as requests
import _green_steps as steps
import _green_threads as threads
from _green_locks import deadline_of, line_outside

MAX_THREADS = 500
# What time.time() shows when a run begins.
EPOCH = 1767225600
# Of one run: what was printed, the first exception that nobody caught, handles of the threads that are no daemons.
printed = []
error = None
handles = []


def begin():
    global error, task_count
    printed.clear()
    handles.clear()
    error = None
    task_count = 0
    loop.Selector.last = 0
    threads.next_ident = 2
    threads.alive.clear()


# ── threads ──


class Handle(threads._ThreadHandle):
    """A thread that can be joined."""

    def join(self, timeout=None):
        if self.ident == 0:
            raise RuntimeError('thread not started')
        if self._thread is green.current and not self._done:
            raise RuntimeError('Cannot join current thread')
        number = getattr(self, '_number', None)
        if number is None:
            return
        me = steps.running
        me.switchable = True
        seconds = None if timeout is None or timeout < 0 else green.seconds_of(timeout)
        steps.step({'kind': 'join', 'thread': number, 'line': line_outside()}, lambda: self._done, deadline_of(seconds))
        me.switchable = True

    def is_done(self):
        if steps.running is not None and not steps.running.atomic and getattr(self, '_number', None) is not None:
            steps.step({'kind': 'read', 'object': f'thread#{self._number}', 'line': line_outside()})
        return self._done

    def _set_done(self):
        self._done = True


def start_joinable_thread(function, handle=None, daemon=True, args=(), kwargs=None):
    if not callable(function):
        raise TypeError('thread function must be callable')
    handle = handle or Handle()
    if handle.ident:
        raise RuntimeError('thread already started')
    if sum(turn.alive for turn in steps.turns) > MAX_THREADS:
        raise RuntimeError("can't start new thread")
    owner = getattr(function, '__self__', None)
    objects.make_known(*objects.main.values(), *roots_of(owner, function, args, kwargs))
    me = steps.running
    thread = green.Thread(threads.next_ident, threads.next_ident)
    threads.next_ident += 1
    made = {'kind': 'start', 'thread': len(steps.turns), 'line': line_outside()}
    me.switchable = True
    if me.atomic:
        steps.add(made)
    else:
        steps.step(made)
    # Others may have been started meanwhile.
    made['thread'] = len(steps.turns)
    turn = steps.add_turn(thread, getattr(owner, '_name', None) or f'Thread {thread.ident}')
    me.switchable = True
    handle.ident, handle._thread, handle._daemon, handle._number = thread.ident, thread, daemon, turn.number
    handles.append(handle)
    threads.alive[thread.ident] = handle
    if isinstance(owner, threading.Thread):
        owner._ident = thread.ident
        # start() waits for it, which nothing could come of.
        owner._started._flag = True
    steps.deck.spawn(turn.number, functools.partial(run_thread, turn, function, args, kwargs or {}, handle))
    return handle


def roots_of(owner, function, args, kwargs):
    """What a thread gets to begin with."""
    if not isinstance(owner, threading.Thread):
        return [function, *args, *(kwargs or {}).values()]
    own = [value for name, value in vars(owner).items() if not name.startswith('_')]
    return [getattr(owner, '_target', None), *getattr(owner, '_args', ()), *getattr(owner, '_kwargs', {}).values(), *own]


def run_thread(turn, function, args, kwargs, handle):
    green.current = turn.thread
    asyncio.events._set_running_loop(None)
    # What threading does before and after is no step.
    turn.atomic = 1
    try:
        if not steps.leaving:
            threads._enter(function, args, kwargs)
    except (SystemExit, steps.Leave):
        pass
    except BaseException as raised:
        note_error(raised, turn)
    turn.atomic = 0
    steps.ended(turn)
    threads.alive.pop(turn.thread.ident, None)
    local.forget(turn.thread)
    handle._done = True
    steps.hand_on()


def bootstrap_inner(self):
    """threading.Thread._bootstrap_inner"""
    me = steps.running
    with threading._active_limbo_lock:
        threading._active[self._ident] = self
        threading._limbo.pop(self, None)
    try:
        me.atomic = 0
        try:
            self._context.run(self.run)
        finally:
            me.atomic = 1
    except steps.Leave:
        pass
    except BaseException:
        self._invoke_excepthook(self)
    finally:
        self._delete()


def excepthook(args, /):
    """threading.excepthook"""
    if not issubclass(args.exc_type, (SystemExit, steps.Leave)):
        note_error(args.exc_value, steps.running)


def note_error(raised, turn):
    """The first exception that nobody caught is how the run ended."""
    global error
    if error is not None or steps.leaving:
        return
    told = problems.described(raised)
    frames = told['traceback']
    message = f"{told['type']}: {told['message']}" if told['message'] else told['type']
    error = {'message': message, 'line': frames[-1]['line'] if frames else 0, 'thread': turn.number}


def join_all():
    """Waits for all threads that are no daemons, as the main thread does at its end."""
    for handle in handles:
        if not handle._daemon and not handle._done:
            handle.join()


# ── the event loop ──


task_count = 0


def name_task(original):
    @functools.wraps(original)
    def create_task(self, coro, **kwargs):
        global task_count
        if kwargs.get('name') is None:
            task_count += 1
            kwargs['name'] = f'Task-{task_count}'
        return original(self, coro, **kwargs)
    return create_task


def run_handle(handle):
    """asyncio.events.Handle._run, which is a turn of a task."""
    task = getattr(handle._callback, '__self__', None)
    me = steps.running
    if not isinstance(task, asyncio.Task):
        loop.run_handle(handle)
        return
    me.task = task.get_name()
    try:
        loop.run_handle(handle)
        if not task.done() and not steps.leaving:
            steps.add({'kind': 'suspend', 'line': loop.line_of_task(task)})
    finally:
        me.task = ''
        handle = task = None


def select(self, timeout=None):
    """Lets the loop's thread wait; where other threads could have given it something to do, it looks."""
    place = f'loop#{self.number}'
    if self._woken or (timeout is not None and timeout <= 0):
        if len(steps.turns) > 1:
            steps.step({'kind': 'checkpoint', 'object': place, 'line': 0})
    else:
        steps.step({'kind': 'wait', 'object': place, 'name': 'the event loop', 'line': 0}, lambda: self._woken, deadline_of(timeout))
    self._woken = False
    return self.arrivals() if loop.pending else []


def call_threadsafe(original):
    @functools.wraps(original)
    def call_soon_threadsafe(self, callback, *args, context=None):
        me = steps.running
        if not me.atomic:
            steps.step({'kind': 'notify', 'object': f'loop#{self._selector.number}', 'name': 'the event loop', 'line': line_outside()})
        me.atomic += 1
        try:
            return original(self, callback, *args, context=context)
        finally:
            me.atomic -= 1
    return call_soon_threadsafe


# ── output and time ──


class Output(io.TextIOBase):
    """Standard output, and standard error."""

    encoding, errors, line_buffering, mode = 'utf-8', 'strict', True, 'w'

    def __init__(self, name):
        self.name = name

    def writable(self):
        return True

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        me = steps.running
        if steps.leaving:
            return len(text)
        if not me.atomic:
            steps.step({'kind': 'print', 'object': 'stdout', 'value': objects.text_of(text), 'line': line_outside()})
            me.switchable = True
        printed.append(text)
        return len(text)

    def flush(self):
        pass


def print_step(original):
    """print, which is one step."""
    @functools.wraps(original)
    def print(*args, sep=' ', end='\n', file=None, flush=False):
        me = steps.running
        if me.atomic or steps.leaving or file is not None:
            return original(*args, sep=sep, end=end, file=file, flush=flush)
        line = line_outside()
        text = io.StringIO()
        original(*args, sep=sep, end=end, file=text)
        text = text.getvalue()
        steps.step({'kind': 'print', 'object': 'stdout', 'value': objects.text_of(text.removesuffix('\n')), 'line': line})
        me.atomic += 1
        try:
            sys.stdout.write(text)
        finally:
            me.atomic -= 1
            me.switchable = True
    return print


def sleep(seconds, /):
    """time.sleep"""
    seconds = green.seconds_of(seconds)
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    until = steps.clock + seconds
    steps.step({'kind': 'sleep', 'object': 'clock', 'value': f'{seconds:g} s', 'line': line_outside()}, lambda: steps.clock >= until, until)
    steps.running.switchable = True


def seconds_now():
    caller = sys._getframe(2)
    if caller.f_code.co_filename == green.program and not steps.running.atomic and len(steps.turns) > 1:
        steps.step({'kind': 'read', 'object': 'clock', 'line': caller.f_lineno})
    return steps.clock


def refuse_request(*args, **kwargs):
    raise RuntimeError('a request can\'t be explored: its answer comes from outside of the program')


def install():
    """Puts all in place; once for each interpreter, which makes nothing but such runs then."""
    for name, value in {'start_joinable_thread': start_joinable_thread, '_ThreadHandle': Handle, '_excepthook': excepthook, '_shutdown': join_all}.items():
        setattr(_thread, name, value)
    threading._start_joinable_thread, threading._ThreadHandle, threading.excepthook = start_joinable_thread, Handle, excepthook
    _thread.start_new_thread = _thread.start_new = start_new_thread
    threading.Thread._bootstrap_inner = bootstrap_inner
    threads.set_lane_name = lambda thread, name: None
    asyncio.events.Handle._run = run_handle
    loop.traced = False
    loop.Selector.select = select
    loop.EventLoop.create_task = name_task(loop.EventLoop.create_task)
    loop.EventLoop.call_soon_threadsafe = call_threadsafe(loop.EventLoop.call_soon_threadsafe)
    builtins.print = print_step(builtins.print)
    accesses.READ_ARGUMENTS.add(builtins.print)
    time.sleep = green.sleep = sleep
    for name, start in {'monotonic': 0, 'perf_counter': 0, 'process_time': 0, 'thread_time': 0, 'time': EPOCH}.items():
        setattr(time, name, lambda start=start: start + seconds_now())
        setattr(time, f'{name}_ns', lambda start=start: round((start + seconds_now()) * 1e9))
    green.monotonic = threading._time = time.monotonic
    requests.open_request = web.open_request = refuse_request


def start_new_thread(function, args, kwargs=None):
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    return start_joinable_thread(function, None, True, args, kwargs).ident
