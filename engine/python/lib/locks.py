"""Locks of a run whose schedule is chosen: to acquire one and to release it are steps."""
import sys

import _green as green
import _green_objects as objects
import _green_steps as steps

# Marks locks that the run has made: those of the engine and of modules are no steps.
OF_RUN = ()
# What a lock is a part of, and goes by in schedules: the lock and its owner, by the lock's identity.
part_of = {}


def line_outside(depth=2):
    """The program's line from which the caller's caller was called."""
    return green.line_of(sys._getframe(depth))


def operation(kind, value, line, *also):
    """A step's operation on an object."""
    made = {'kind': kind, 'object': objects.object_of(value), 'line': line}
    name = objects.name_of(value)
    if name is not None:
        made['name'] = name
    if also:
        made['also'] = [objects.object_of(each) for each in also]
    return made


def deadline_of(seconds):
    """When a wait of so many seconds is over; never for a negative number."""
    return steps.FOREVER if seconds is None or seconds < 0 else steps.clock + seconds


def shown(lock):
    """What a lock goes by."""
    known = part_of.get(id(lock))
    return known[1] if known is not None else lock


def take(block, lock, seconds):
    """Acquires a lock, of which `block` is what is held."""
    me = steps.running
    if me.atomic or block._waiters is not OF_RUN:
        if block._owner is None:
            block._owner = green.current
            return True
        if seconds == 0:
            return False
    if me.atomic and me.resume is not None:
        made, besides = me.resume()
    else:
        made, besides = operation('acquire', shown(lock), line_outside(3)), block if seconds < 0 else None
    if seconds == 0:
        steps.step(made)
    else:
        steps.step(made, lambda: block._owner is None, deadline_of(seconds), besides)
    me.switchable = True
    if block._owner is not None:
        return False
    block._owner = green.current
    return True


def give_back(block, lock):
    """Releases a lock."""
    me = steps.running
    if block._waiters is OF_RUN and not me.atomic and not steps.leaving:
        steps.step(operation('release', shown(lock), line_outside(3)))
        me.switchable = True
    block._owner = None


def again(kind, lock):
    """A step on a reentrant lock by the thread that holds it."""
    if lock._block._waiters is OF_RUN and not steps.running.atomic:
        steps.step(operation(kind, shown(lock), line_outside(3)))


class Lock:
    """The methods of `_thread.lock`."""

    def __init__(self):
        self._owner = None
        self._waiters = OF_RUN

    def acquire(self, blocking=True, timeout=-1):
        return take(self, self, green.check_timeout(blocking, timeout))

    def __enter__(self):
        return take(self, self, green.FOREVER)

    def release(self):
        if self._owner is None:
            raise RuntimeError('release unlocked lock')
        give_back(self, self)

    def __exit__(self, kind, value, traceback):
        if self._owner is None:
            raise RuntimeError('release unlocked lock')
        give_back(self, self)


class ReentrantLock:
    """The methods of `_thread.RLock`."""

    def acquire(self, blocking=True, timeout=-1):
        seconds = green.check_timeout(blocking, timeout)
        if self._block._owner is green.current:
            again('acquire', self)
            self._count += 1
            return True
        if not take(self._block, self, seconds):
            return False
        self._count = 1
        return True

    def __enter__(self):
        if self._block._owner is green.current:
            again('acquire', self)
            self._count += 1
        else:
            take(self._block, self, green.FOREVER)
            self._count = 1
        return True

    def release(self):
        if self._block._owner is not green.current:
            raise RuntimeError('cannot release un-acquired lock')
        if self._count > 1:
            again('release', self)
            self._count -= 1
        else:
            # Another thread may take it as soon as it is free.
            self._count = 0
            give_back(self._block, self)

    def __exit__(self, kind, value, traceback):
        if self._block._owner is not green.current:
            raise RuntimeError('cannot release un-acquired lock')
        ReentrantLock.release(self)

    def _release_save(self):
        if self._block._owner is not green.current:
            raise RuntimeError('cannot release un-acquired lock')
        state = (self._count, self._block._owner)
        self._count = 0
        give_back(self._block, self)
        return state

    def _acquire_restore(self, state):
        take(self._block, self, green.FOREVER)
        self._count = state[0]


def install():
    for kind, methods in ((green.lock, Lock), (green.RLock, ReentrantLock)):
        for name, method in vars(methods).items():
            if callable(method):
                setattr(kind, name, method)
    green.lock.acquire_lock, green.lock.release_lock = Lock.acquire, Lock.release
