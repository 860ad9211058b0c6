"""The steps of a run whose schedule is chosen: which thread takes the next one, and what all of them would do.

A thread says what it is about to do, gives the turn to whoever is chosen, and does it when it is chosen itself.
`engine/protocol/schedule.ts` has the shapes, in which a run is handed on.
"""
import json
import math

from pyodide.ffi import run_sync

import _green as green
from _green_spinning import Spinning

FOREVER = math.inf
# A program whose loops go round, and whose functions are called, so often is one that does not end.
MAX_ROUNDS = 200_000
# How often Stop is looked for, in steps and in rounds of loops.
STEPS_TO_STOP, ROUNDS_TO_STOP = 128, 4096
# How often a thread is told to leave before it is left behind.
MAX_REFUSALS = 200


class Leave(BaseException):
    """Ends a run that is over, in each of its threads."""


class Turn:
    """A thread of the run, and what it is about to do."""

    __slots__ = ('number', 'name', 'thread', 'operation', 'index', 'ready', 'deadline', 'lock', 'alive', 'switchable', 'atomic', 'refusals', 'task', 'objects', 'resume', 'private')

    def __init__(self, number, thread, name):
        self.number = number
        self.name = name
        self.thread = thread
        self.operation = None
        self.index = 0
        self.ready = None
        self.deadline = FOREVER
        # A lock that has to be free besides.
        self.lock = None
        self.alive = True
        # Whether it has passed one of CPython's switch points since its last step.
        self.switchable = True
        # How many calls it is in whose parts are no steps of their own.
        self.atomic = 0
        self.refusals = 0
        # Name of the task that runs in it.
        self.task = ''
        # Names the step by which a call goes on that has begun to wait.
        self.resume = None
        # Whether what its call uses is used by no other.
        self.private = False
        # How many objects it has made known.
        self.objects = {}


deck = None
turns = []
# Numbers of turns by their threads.
numbers_of = {}
running = None
under_gil = False
schedule, position, max_steps, diverged = [], 0, 0, None
by_policy = False
operations, taken = [], []
# By what a thread would do, whether it can, and who holds what it waits for: numbers, of which each state is a list.
prospects = {}
clock = 0.0
end = None
leaving = False
rounds = 0
spinning = Spinning()


def begin(request):
    """A run begins: the calling thread is its main one."""
    global turns, numbers_of, running, under_gil, schedule, position, max_steps, diverged, by_policy, operations, taken, prospects, clock, end, leaving, rounds, spinning
    green.current = green.MAIN
    running = Turn(0, green.MAIN, 'MainThread')
    turns = [running]
    numbers_of = {green.MAIN: 0}
    under_gil = request['granularity'] == 'gil'
    schedule, position, max_steps, diverged = request['schedule'], 0, request['maxSteps'], None
    by_policy = request['policy']['kind'] != 'continue'
    operations, taken, prospects = [], [], {}
    clock, end, leaving, rounds = 0.0, None, False, 0
    spinning = Spinning()
    step({'kind': 'begin', 'line': 0})


def add_turn(thread, name):
    """A thread that will begin when it is chosen."""
    turn = Turn(len(turns), thread, name)
    turns.append(turn)
    numbers_of[thread] = turn.number
    _announce(turn, {'kind': 'begin', 'line': 0}, None, FOREVER, None)
    return turn


def _announce(turn, operation, ready, deadline, lock):
    turn.operation = operation
    turn.index = len(operations)
    operations.append(operation)
    turn.ready, turn.deadline, turn.lock = ready, deadline, lock


def step(operation, ready=None, deadline=FOREVER, lock=None, forced=False):
    """Takes a step of the running thread, as soon as it is chosen and can.

    `ready` says whether it can, or else the time can be over; `lock` has to be free besides. A forced step is one that no
    other thread can come before.
    """
    me = running
    if leaving:
        refuse(me)
    if deadline is not FOREVER and operation.get('object') != 'clock':
        operation.setdefault('also', []).append('clock')
    if me.task:
        operation['task'] = me.task
    _announce(me, operation, ready, deadline, lock)
    if (forced or (under_gil and not me.switchable)) and can_go(me):
        _note(me, [(me, True)], True)
    else:
        chosen = choose()
        if chosen is not me:
            switch(me, chosen)
    me.switchable = False
    me.ready = me.lock = None


def add(operation):
    """Notes what belongs to the step before."""
    if not leaving:
        step(operation, forced=True)


def refuse(turn):
    """The run is over: the thread leaves; one that does not want to is left behind."""
    turn.refusals += 1
    if turn.refusals > MAX_REFUSALS:
        turn.alive = False
        if turn.number == 0:
            deck.lost('the program keeps its main thread from ending')
        else:
            _hand_on()
        run_sync(deck.never)
    raise Leave


def count_round():
    """A loop goes round, or a function begins."""
    global rounds
    rounds += 1
    if leaving:
        refuse(running)
    if rounds > MAX_ROUNDS or (rounds % ROUNDS_TO_STOP == 0 and deck.isStopping):
        finish('unfinished')
        refuse(running)


def finish(kind, **more):
    """The run is over."""
    global end, leaving
    if end is None or kind == 'deadlock':
        end = {'kind': kind, **more}
    leaving = True


def can_go(turn):
    """Whether a thread's next step can be taken."""
    lock = turn.lock
    if lock is not None and lock._owner is not None:
        return False
    return turn.ready is None or turn.deadline <= clock or bool(turn.ready())


def _look():
    """All threads that have not ended, each with whether it can go on."""
    found = []
    for turn in turns:
        if turn.alive:
            can = can_go(turn)
            if can and turn.operation['kind'] == 'read':
                waits_for = spinning.waits_for(turn.number, turn.operation)
                if waits_for:
                    can = False
                    turn.operation['also'] = waits_for
            found.append((turn, can))
    return found


def _skip_time():
    """Moves the clock to when the next thread can go on that waits for a time."""
    global clock
    due = [turn.deadline for turn in turns if turn.alive and (turn.lock is None or turn.lock._owner is None)]
    if not due or min(due) == FOREVER:
        return False
    clock = max(clock, min(due))
    return True


def choose():
    """Chooses who takes the next step, and notes it; raises Leave when the run is over."""
    global position, diverged
    if len(taken) >= max_steps or (len(taken) % STEPS_TO_STOP == STEPS_TO_STOP - 1 and deck.isStopping):
        finish('unfinished')
        refuse(running)
    found = _look()
    enabled = [turn for turn, can in found if can]
    if not enabled and _skip_time():
        found = _look()
        enabled = [turn for turn, can in found if can]
    if not enabled:
        # A loop may count its rounds.
        found = [(turn, can_go(turn)) for turn, _ in found]
        enabled = [turn for turn, can in found if can]
    if not enabled:
        finish('deadlock', waiting=_pending(found))
        refuse(running)
    chosen = running if running in enabled else enabled[0]
    if by_policy:
        chosen = turns[deck.choose(','.join(str(turn.number) for turn in enabled), running.number if taken else -1, len(taken))]
    if position < len(schedule) and diverged is None:
        wanted = schedule[position]
        if any(turn.number == wanted for turn in enabled):
            chosen = turns[wanted]
        else:
            diverged = position
    position += 1
    _note(chosen, found, False)
    return chosen


def _pending(found):
    numbers = []
    for turn, can in found:
        prospect = (turn.number, turn.index, int(can), -1 if can else holder_of(turn))
        numbers.append(prospects.setdefault(prospect, len(prospects)))
    return numbers


def holder_of(turn):
    """The number of the thread that holds what a thread waits for; -1 if none is known."""
    owner = turn.lock._owner if turn.lock is not None else None
    number = None if owner is None else numbers_of.get(owner)
    return turn.operation.get('thread', -1) if number is None else number


def _note(chosen, found, forced):
    taken.append((chosen.number, chosen.index, int(forced), _pending(found)))
    spinning.ran(chosen.number, chosen.operation)


def switch(me, to):
    """Gives the turn to another thread, until it comes back."""
    global running
    running = to
    deck.give(me.number, to.number)
    task, loop = green.current.task, _events._get_running_loop()
    try:
        run_sync(deck.turn)
    finally:
        running = me
        green.current = me.thread
        green.current.task = task
        _events._set_running_loop(loop)
    if leaving:
        refuse(me)


def ended(turn):
    """A thread's code is over; whoever is chosen goes on. The thread's last step."""
    if not leaving:
        try:
            step({'kind': 'end', 'line': 0})
        except Leave:
            pass
    turn.alive = False


def _hand_on():
    """Gives the turn to a thread that is chosen, by one that does not come back."""
    global running
    if not leaving:
        try:
            running_before = running
            to = choose()
            running = to
            deck.give(running_before.number, to.number)
            return
        except Leave:
            pass
    for turn in reversed(turns):
        if turn.alive:
            before, running = running, turn
            deck.give(before.number, turn.number)
            return


hand_on = _hand_on


def end_main():
    """The main thread's code is over: so is the run, when all others have left it."""
    if not leaving:
        try:
            step({'kind': 'end', 'line': 0})
        except Leave:
            pass
        finish('finished')
    me = turns[0]
    for turn in turns[1:]:
        while turn.alive:
            try:
                switch(me, turn)
            except Leave:
                pass


def report(error, output, grown):
    """The run as JSON."""
    how = end
    if error and how['kind'] == 'finished':
        how = {'kind': 'error', **error}
    return json.dumps({'operations': operations, 'prospects': list(prospects), 'steps': taken, 'end': how, 'output': output, 'threads': [turn.name for turn in turns], 'diverged': diverged, 'grown': grown})


import asyncio.events as _events  # noqa: E402
