"""Calls of the standard library that are steps of a run whose schedule is chosen.

What such a call does under its own locks is one step: nothing could come between that another thread would notice (Lipton:
Reduction, 1975). A call that waits for something to happen has two: it begins to wait, and it goes on.
"""
import concurrent.futures
import concurrent.futures.thread
import functools
import queue
import sys
import threading

import _green as green
import _green_objects as objects
import _green_steps as steps
from _green_locks import deadline_of, line_outside, operation, part_of


# What these do, they do by calls of objects that others call too: a pool's queue, what waits for a future.
OPEN = (concurrent.futures.Executor, concurrent.futures.Future)


def as_step(kind, also=None):
    """Makes a method one step of that kind, which can always be taken; `also` gives further objects that it touches."""
    def take(self, line, args, kwargs):
        steps.step(operation(kind, self, line, *(also(self) if also else ())))
        return args, kwargs
    return by_step(kind, take)


def as_wait(kind, ready, call):
    """Makes a method one step that is taken when `ready`, or its time is over.

    `call` takes what it was called with, and gives for how long it waits (None: forever, 0: not at all), and with which
    arguments it is called when that time is over.
    """
    def take(self, line, args, kwargs):
        seconds, late = call(*args, **kwargs)
        if seconds is not None and seconds <= 0:
            # Not at all, or an error.
            steps.step(operation(kind, self, line))
            return args, kwargs
        steps.step(operation(kind, self, line), lambda: ready(self), deadline_of(seconds))
        return (args, kwargs) if ready(self) else (late, {})
    return by_step(kind, take)


def by_step(kind, take):
    """Makes a method one step, which `take` takes; it gives the arguments with which the method is called then."""
    def wrap(original):
        @functools.wraps(original)
        def method(self, *args, **kwargs):
            me = steps.running
            if me.atomic:
                return part(me, kind, self, original, args, kwargs)
            line = line_outside()
            me.switchable = True
            args, kwargs = take(self, line, args, kwargs)
            return atomically(me, self, line, original, args, kwargs)
        return method
    return wrap


def part(me, kind, self, original, args, kwargs):
    """A call as a part of another one, whose step touches this object too, unless no other call can."""
    if me.private or steps.leaving or isinstance(self, threading.Condition):
        return original(self, *args, **kwargs)
    if kind != 'read':
        name = objects.object_of(self)
        also = me.operation.setdefault('also', [])
        if name != me.operation.get('object') and name not in also:
            also.append(name)
    me.private = True
    try:
        return original(self, *args, **kwargs)
    finally:
        me.private = False


def atomically(me, self, line, original, args, kwargs):
    """Makes a call whose own locks are no steps; where it waits, it goes on by a step on `self`."""
    before, me.resume = me.resume, lambda: going_on(self, line)
    me.private = not isinstance(self, OPEN)
    me.atomic += 1
    try:
        return original(self, *args, **kwargs)
    finally:
        me.atomic -= 1
        me.resume = before
        me.private = False
        me.switchable = True


def going_on(self, line):
    """The step by which a call goes on that has begun to wait, and the lock that has to be free then."""
    if not isinstance(self, threading.Condition):
        return operation('wait', self, line), None
    lock = self._lock
    own = part_of.get(id(lock), (None, None))[1] is self
    made = operation('acquire', self, line) if own else operation('acquire', lock, line, self)
    return made, lock._block if isinstance(lock, green.RLock) else lock if isinstance(lock, green.lock) else None


def queue_put(item, block=True, timeout=None):
    return (timeout if block else 0), (item, False)


def queue_get(block=True, timeout=None):
    return (timeout if block else 0), (False,)


def semaphore_acquire(blocking=True, timeout=None):
    return (timeout if blocking else 0), (False,)


def future_result(timeout=None):
    return timeout, (0,)


def has_room(waited):
    return waited.maxsize <= 0 or waited._qsize() < waited.maxsize or waited.is_shutdown


def has_item(waited):
    return waited._qsize() > 0 or waited.is_shutdown


def is_done(future):
    return future._state in DONE


DONE = ('CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED')


def lock_of(condition):
    """The lock that a condition was given."""
    known = part_of.get(id(condition._lock))
    return () if known is not None and known[1] is condition else (condition._lock,)


def event_wait(original):
    read, begin = as_step('read'), original

    @functools.wraps(original)
    def wait(self, timeout=None):
        return read(begin)(self, timeout)
    return wait


# Threads have an event of their own, which is no step of the program's.
OF_THREADS = {method.__code__ for method in vars(threading.Thread).values() if hasattr(method, '__code__')}


def for_programs(wrap):
    """Leaves calls by threading.Thread itself alone."""
    def wrap_original(original):
        wrapped = wrap(original)

        @functools.wraps(original)
        def method(self, *args):
            if sys._getframe(1).f_code not in OF_THREADS:
                return wrapped(self, *args)
            me = steps.running
            me.atomic += 1
            try:
                return original(self, *args)
            finally:
                me.atomic -= 1
        return method
    return wrap_original


def condition_init(original):
    @functools.wraps(original)
    def init(self, lock=None):
        original(self, lock)
        if lock is None and steps.running is not None:
            part_of[id(self._lock)] = (self._lock, self)
    return init


def future_init(original):
    @functools.wraps(original)
    def init(self):
        original(self)
        if steps.running is not None:
            part_of[id(self._condition._lock)] = (self._condition._lock, self)
            objects.object_of(self)
    return init


def unatomically(original):
    """Calls back code of the program: its steps are its own."""
    @functools.wraps(original)
    def method(self, *args, **kwargs):
        me = steps.running
        before, me.atomic = me.atomic, 0
        try:
            return original(self, *args, **kwargs)
        finally:
            me.atomic = before
    return method


def pool_shutdown(original):
    put = as_step('put')(original)

    @functools.wraps(original)
    def shutdown(self, wait=True, *, cancel_futures=False):
        put(self, False, cancel_futures=cancel_futures)
        if wait:
            for thread in sorted(self._threads, key=lambda each: each.ident):
                thread.join()
    return shutdown


def install():
    """Makes these calls steps, from now on."""
    update(threading.Condition, {'__init__': condition_init, 'wait': as_step('wait', lock_of), 'notify': as_step('notify'), 'notify_all': as_step('notify')})
    update(threading.Event, {'is_set': for_programs(as_step('read')), 'set': for_programs(as_step('notify')), 'clear': as_step('write'), 'wait': for_programs(event_wait)})
    update(threading.Semaphore, {'acquire': as_wait('acquire', lambda waited: waited._value > 0, semaphore_acquire), 'release': as_step('release')})
    threading.Semaphore.__enter__ = threading.Semaphore.acquire
    update(threading.BoundedSemaphore, {'release': as_step('release')})
    update(threading.Barrier, {'wait': as_step('wait'), 'reset': as_step('notify'), 'abort': as_step('notify')})
    update(queue.Queue, {
        'put': as_wait('put', has_room, queue_put), 'get': as_wait('get', has_item, queue_get), 'shutdown': as_step('put'),
        'join': as_wait('wait', lambda waited: waited.unfinished_tasks == 0, lambda: (None, ())), 'task_done': as_step('notify'),
        'qsize': as_step('read'), 'empty': as_step('read'), 'full': as_step('read'),
    })
    update(queue._PySimpleQueue, {
        'put': as_step('put'), 'get': as_wait('get', lambda waited: waited._count._value > 0, queue_get), 'qsize': as_step('read'), 'empty': as_step('read'),
    })
    update(concurrent.futures.Future, {
        '__init__': future_init, 'result': as_wait('get', is_done, future_result), 'exception': as_wait('get', is_done, future_result),
        'set_result': as_step('put'), 'set_exception': as_step('put'), 'cancel': as_step('put'), 'set_running_or_notify_cancel': as_step('put'),
        'add_done_callback': as_step('put'), 'done': as_step('read'), 'running': as_step('read'), 'cancelled': as_step('read'), '_invoke_callbacks': unatomically,
    })
    update(concurrent.futures.ThreadPoolExecutor, {'submit': as_step('put'), 'shutdown': pool_shutdown})


def update(kind, wrappers):
    for name, wrap in wrappers.items():
        setattr(kind, name, wrap(vars(kind)[name]))
