"""Runs a program as `__main__`, and tells how it went."""
import asyncio
import gc
import json
import linecache
import random
import sys
import threading
import traceback
import types
import warnings

import _green as green
import _green_clock
import _green_loop
import _green_output as output
import _green_threads as threads


def run_main(source, name, switch_interval, debug, trace, seed):
    """Runs the source; gives 'finished', 'failed' or 'stopped'."""
    global reserve
    import _deck
    reserve = bytearray(RESERVE_BYTES)
    green.attach(_deck)
    _green_loop.attach()
    green.program = name
    green.current = green.MAIN
    _green_loop.traced = trace
    asyncio._set_running_loop(None)
    asyncio.coroutines._is_debug_mode = (lambda: True) if debug else asyncio.coroutines._is_debug_mode
    threads.set_switch_interval(switch_interval)
    threads.reporter = report_thread
    sys.stdout, sys.stderr = output.stdout, output.stderr
    sys.excepthook = sys.__excepthook__
    controlled = isinstance(seed, (int, float))
    if controlled:
        _green_clock.control(int(seed))
    else:
        random.seed()
    threads.set_lane_name(green.MAIN, 'MainThread')
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    main = types.ModuleType('__main__')
    main.__file__ = name
    main.__builtins__ = __builtins__
    sys.modules['__main__'] = main
    sys.argv = [name]
    warnings.showwarning = show_warning
    outcome, how = run(source, name, main, controlled)
    try:
        threading._shutdown()
    except KeyboardInterrupt:
        outcome = 'stopped'
    output.stdout.finish()
    output.stderr.finish()
    _deck.ended(how)
    return outcome


def run(source, name, main, controlled):
    if controlled:
        # What the collector has counted so far differs from one interpreter to the next.
        gc.collect()
    green.deck.begin()
    try:
        code = compile(source, name, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        report_syntax(error)
        return 'failed', 1
    try:
        start(code, main.__dict__)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return ('finished', 0) if end.code in (None, 0) else ('failed', 1)
    except KeyboardInterrupt as error:
        report(error, 'main', 'MainThread', 'warning')
        return 'stopped', 2
    except BaseException as error:
        report(error, 'main', 'MainThread')
        return 'failed', 1
    return 'finished', 0


# The program's frames begin in a file whose code may be preempted.
exec(compile('def start(code, names): exec(code, names)', '<deck entry>', 'exec'), globals())


def frames_of(error):
    """The frames of a traceback that are the program's, or the standard library's below it."""
    found = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == green.program:
            found.append({'function': frame.name, 'line': frame.lineno, 'column': (frame.colno or 0) + 1})
    return found


def text_of(error):
    """The whole traceback as Python prints it, without the engine's own frames."""
    lines = traceback.TracebackException.from_exception(error)
    strip(lines)
    return ''.join(lines.format())


def strip(lines):
    for each in (lines, *(lines.exceptions or ())):
        each.stack = traceback.StackSummary.from_list([frame for frame in each.stack if not frame.filename.startswith('<deck')])
        for other in (each.__cause__, each.__context__):
            if other is not None:
                strip(other)


# To tell of a MemoryError takes memory.
reserve = None
RESERVE_BYTES = 1 << 20
NO_MEMORY = 'Python has two gigabytes in this browser, for all that its programs keep.'


def report(error, origin, where, severity='error', line=None):
    """Tells the deck of an exception."""
    global reserve
    if isinstance(error, MemoryError):
        reserve = None
    place = frames_of(error)
    green.deck.problem(green.current.task or green.current.lane, json.dumps({
        'severity': severity,
        'origin': origin,
        'type': type(error).__qualname__,
        'message': str(error),
        'where': where,
        'stack': '',
        'traceback': place,
        'line': line if line is not None else place[-1]['line'] if place else None,
        'hint': NO_MEMORY if isinstance(error, MemoryError) else text_of(error) if error.__cause__ or error.__context__ or isinstance(error, BaseExceptionGroup) else None,
    }))


def report_syntax(error):
    green.deck.problem(1, json.dumps({
        'severity': 'error', 'origin': 'compile', 'type': type(error).__name__, 'where': '', 'stack': '',
        'message': getattr(error, 'msg', str(error)), 'line': getattr(error, 'lineno', None), 'column': getattr(error, 'offset', None),
    }))


def report_thread(args):
    """What threading.excepthook tells of a thread that raised."""
    if sys.stderr is output.stderr:
        report(args.exc_value, 'thread', args.thread.name if args.thread else '')
    elif args.thread is None and sys.stderr is not None:
        # C's own would name the operating system's thread, which is one for all.
        print(f'Exception in thread {threads.get_ident()}:', file=sys.stderr)
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=sys.stderr)
    else:
        threads.native_excepthook(args)


def show_warning(message, category, filename, lineno, file=None, line=None):
    """Tells the deck of a warning, with the line that it is about."""
    if file is not None or filename != green.program:
        (file or sys.stderr).write(warnings.formatwarning(message, category, filename, lineno, line))
        return
    green.deck.problem(green.current.task or green.current.lane, json.dumps({
        'severity': 'warning', 'origin': 'main', 'type': category.__name__, 'message': str(message),
        'where': threading.current_thread().name, 'stack': '', 'line': lineno,
    }))
