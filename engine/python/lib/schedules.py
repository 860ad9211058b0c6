"""Runs of one program under schedules that are chosen, one after the other, each from fresh state."""
import asyncio
import atexit
import concurrent.futures.thread as pools
import gc
import itertools
import json
import linecache
import random
import re
import sys
import threading
import types

import _green as green
import _green_accesses as accesses
import _green_calls as calls
import _green_input as input
import _green_locks as locks
import _green_objects as objects
import _green_operands as operands
import _green_stepped as stepped
import _green_steps as steps

code = None
problem = None
# Modules that the program imports, with what stands in them at first.
originals = {}
modules = None
# So many runs are made before what they have left is freed.
RUNS_TO_COLLECT = 50
runs = 0
ADDRESS = re.compile(r'\bat 0x([0-9a-f]+)')


def prepare(deck, source, name):
    """Gets a program ready; gives why it can't be compiled, as JSON, or nothing."""
    global code
    green.deck = steps.deck = deck
    operands.attach(deck.poke)
    locks.install()
    calls.install()
    stepped.install()
    promise, original = type(deck.kept), asyncio.ensure_future
    asyncio.ensure_future = lambda awaitable, *, loop=None: awaitable if type(awaitable) is promise else original(awaitable, loop=loop)
    green.program = name
    input.closed = True
    sys.argv = [name]
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        code = compile(source.removeprefix('\ufeff'), name, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return json.dumps({'type': type(error).__name__, 'message': getattr(error, 'msg', None) or str(error), 'line': getattr(error, 'lineno', None) or 0})
    accesses.install(code)
    return ''


def run(request):
    """Makes one run; gives it as JSON."""
    global runs
    request = json.loads(request)
    namespace = begin(request)
    try:
        steps.begin(request)
        start(code, namespace)
    except steps.Leave:
        pass
    except SystemExit as end:
        if end.code not in (None, 0):
            stepped.note_error(end, steps.turns[0])
    except BaseException as raised:
        stepped.note_error(raised, steps.turns[0])
    finish()
    result = steps.report(stepped.error, output(), accesses.grown)
    clear()
    runs += 1
    if runs % RUNS_TO_COLLECT == 0:
        gc.collect()
    return result


# The program's frames begin in a file of its own.
exec(compile('def start(code, names): exec(code, names)', '<deck entry>', 'exec'), globals())


def begin(request):
    """Fresh state."""
    namespace = make_main()
    accesses.begin()
    objects.begin(namespace)
    stepped.begin()
    locks.part_of.clear()
    restore_modules()
    threading._counter = itertools.count(1).__next__
    threading._active = {green.MAIN.ident: threading._main_thread}
    threading._limbo = {}
    threading._dangling = type(threading._dangling)()
    asyncio.events._set_running_loop(None)
    pools._shutdown = False
    pools._threads_queues.clear()
    pools.ThreadPoolExecutor._counter = itertools.count().__next__
    sys.stdout = sys.__stdout__ = stepped.Output('<stdout>')
    sys.stderr = sys.__stderr__ = stepped.Output('<stderr>')
    sys.stdin = sys.__stdin__ = input.stdin
    random.seed(request.get('seed') or 0)
    return namespace


def make_main():
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    main.__file__ = green.program
    main.__builtins__ = __builtins__
    return main.__dict__


def restore_modules():
    """Modules that the program imports are as they were before the first run."""
    global modules
    if modules is None:
        for name in {name for each in accesses.codes_in(code) for name in each.co_names}:
            module = sys.modules.get(name)
            if isinstance(module, types.ModuleType) and name != '__main__':
                originals[name] = (module, dict(vars(module)))
        modules = dict(sys.modules)
        return
    for name in [name for name in sys.modules if name not in modules]:
        file = getattr(getattr(sys.modules[name], '__spec__', None), 'origin', None)
        if file is None:
            del sys.modules[name]
        else:
            modules[name] = sys.modules[name]
    for module, names in originals.values():
        held = vars(module)
        if held != names:
            held.clear()
            held.update(names)


def finish():
    """The end of the main thread: what it waits for, what atexit was given, and the other threads leave."""
    if not steps.leaving:
        try:
            for handler in (end_pools, stepped.join_all, atexit._run_exitfuncs):
                handler()
        except steps.Leave:
            pass
        except BaseException as raised:
            stepped.note_error(raised, steps.turns[0])
    atexit._clear()
    steps.end_main()


def end_pools():
    """concurrent.futures.thread._python_exit"""
    waiting = sorted(pools._threads_queues.items(), key=lambda each: each[0].ident)
    pools._shutdown = bool(waiting)
    for _, queue in waiting:
        queue.put(None)


def output():
    """What was printed; addresses differ from run to run, their order does not."""
    numbers = {}
    return ADDRESS.sub(lambda match: f'at {numbers.setdefault(match[1], len(numbers) + 1):#x}', ''.join(stepped.printed))


def clear():
    """Lets go of what the run has made."""
    steps.running = None
    objects.begin({})
    locks.part_of.clear()
    steps.turns.clear()
    stepped.handles.clear()
