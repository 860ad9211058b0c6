"""asyncio's own event loop: only what it asks the operating system for is ours, the selector; and each step of a task is
told to the timeline."""
import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.selector_events
import selectors
import sys
import time

import _green as green

# Whether there is a timeline.
traced = True


class Selector(selectors.BaseSelector):
    """Lets the event loop's thread wait until something wakes it: another thread, an answer, or the time."""

    last = 0

    def __init__(self):
        Selector.last += 1
        self.number = Selector.last
        self._token = 0
        self._woken = False
        self._map = {}

    def select(self, timeout=None):
        if not self._woken and (timeout is None or timeout > 0):
            self._token = green.wait_for(green.WAITING, 0, green.FOREVER if timeout is None else timeout, sys._getframe(1))
            green.deck.expectAny(self.number, self._token)
            try:
                green.turn()
            finally:
                self._token = 0
        self._woken = False
        return self.arrivals() if pending else []

    def arrivals(self):
        numbers = green.deck.arrivals(self.number)
        return [int(number) for number in numbers.split(',')] if numbers else []

    def wake(self):
        self._woken = True
        if self._token:
            green.wake(self._token)

    def register(self, fileobj, events, data=None):
        raise OSError('a program in a browser has no sockets: use the module web, or urllib.request')

    def unregister(self, fileobj):
        raise KeyError(fileobj)

    modify = register

    def get_map(self):
        return self._map

    def close(self):
        pass


# Answers that event loops wait for: what is to be done with each.
pending = {}


class EventLoop(asyncio.selector_events.BaseSelectorEventLoop):
    """CPython's selector event loop."""

    def __init__(self, selector=None):
        super().__init__(Selector())
        if traced:
            self._call_soon = self._call_soon_traced

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        self._selector.wake()

    def _process_events(self, numbers):
        for number in numbers:
            arrived = pending.pop(number, None)
            if arrived:
                arrived(number)

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if not self.is_closed():
            asyncio.base_events.BaseEventLoop.close(self)

    def create_task(self, coro, **kwargs):
        task = hide_engine(super().create_task(coro, **kwargs))
        if traced:
            announce(task, sys._getframe(1))
        return task

    def create_future(self):
        return hide_engine(super().create_future())

    def _call_soon_traced(self, callback, args, context):
        lane = tasks.get(id(getattr(callback, '__self__', None)))
        if lane and lane in waiting:
            waiting.discard(lane)
            green.deck.readyTask(lane, 0)
        return hide_engine(asyncio.base_events.BaseEventLoop._call_soon(self, callback, args, context))


EventLoop.__name__ = EventLoop.__qualname__ = '_UnixSelectorEventLoop'
EventLoop.__module__ = 'asyncio.unix_events'

# Lanes of the tasks that are not done, by their identity; and those lanes that are waiting for something.
tasks = {}
waiting = set()


# Tasks that asyncio.run() makes itself when main is over: on the timeline they have names of their own.
LOOP_HELPERS = {'shutdown_asyncgens', 'shutdown_default_executor'}


def announce(task, frame):
    """Gives a new task its lane."""
    coroutine = getattr(task.get_coro(), '__name__', '')
    name = coroutine if coroutine in LOOP_HELPERS else task.get_name()
    lane = green.deck.startTask(f'{name}\n{thread_name()}', green.line_of(frame))
    if task.done():
        green.deck.endTask(lane, 0)
        return
    tasks[id(task)] = lane


def thread_name():
    import threading
    return threading.current_thread().name


run_handle = asyncio.events.Handle._run

# A step of a task is the program's code, so what calls it may be preempted too.
exec(compile('''
def run_traced(handle):
    task = getattr(handle._callback, '__self__', None)
    lane = tasks.get(id(task))
    if lane:
        enter(lane, task)
    try:
        run_handle(handle)
    finally:
        if lane:
            leave(lane, task)
        # As Handle._run does: an exception's traceback keeps this frame, and it must not keep the task.
        handle = task = None
''', '<deck entry>', 'exec'), globals())


def enter(lane, task):
    green.current.task = lane
    green.deck.enterTask(lane, line_of_task(task))


def leave(lane, task):
    green.current.task = 0
    if task.done():
        tasks.pop(id(task), None)
        how = 2 if task.cancelled() else 1 if task._exception is not None else 0
        green.deck.endTask(lane, how)
        return
    state, subject, line = wait_of(task)
    waiting.add(lane)
    green.deck.leaveTask(lane, state, subject, 0, line)


def frames_of(task):
    """The frames of a task's coroutines, the outermost first."""
    awaitable = task.get_coro()
    while awaitable is not None:
        frame = getattr(awaitable, 'cr_frame', None) or getattr(awaitable, 'ag_frame', None) or getattr(awaitable, 'gi_frame', None)
        if frame is None:
            return
        yield frame
        awaitable = getattr(awaitable, 'cr_await', None) or getattr(awaitable, 'ag_await', None) or getattr(awaitable, 'gi_yieldfrom', None)


def line_of_task(task):
    line = 0
    for frame in frames_of(task):
        if frame.f_code.co_filename == green.program:
            line = frame.f_lineno
    return line


def wait_of(task):
    """What a task waits for: the state, the subject and the line of its last await."""
    line, state, subject = 0, green.WAITING, 0
    for frame in frames_of(task):
        code = frame.f_code
        if code.co_filename == green.program:
            line = frame.f_lineno
        elif code.co_filename.endswith('asyncio/tasks.py') and code.co_name == 'sleep':
            state = green.SLEEPING
        elif code.co_filename.endswith('asyncio/locks.py') and code.co_name == 'acquire':
            state, subject = green.LOCK_WAIT, green.names.number(frame.f_locals['self'])
        elif code.co_filename == '<deck web>':
            state = green.IO
    return state, subject, line


def hide_engine(made):
    """Takes the engine's own frames out of where something was made, as debug mode tells it."""
    stack = made._source_traceback
    if stack:
        stack[:] = [frame for frame in stack if not frame.filename.startswith('<deck')]
    return made


class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop


def install():
    from pyodide import webloop
    asyncio.run = webloop._orig_run
    asyncio.events._set_event_loop_policy(Policy())
    asyncio.SelectorEventLoop = asyncio.EventLoop = EventLoop
    asyncio.unix_events.SelectorEventLoop = asyncio.unix_events._UnixSelectorEventLoop = EventLoop
    asyncio.unix_events.EventLoop = EventLoop
    asyncio.events.Handle._run = run_traced
    time.sleep = green.sleep


def attach():
    """Lets a promise of JavaScript through, which Pyodide's run_sync wants to make a future of."""
    original = asyncio.ensure_future
    promise = type(green.deck.kept)
    asyncio.ensure_future = lambda awaitable, *, loop=None: awaitable if type(awaitable) is promise else original(awaitable, loop=loop)


install()
