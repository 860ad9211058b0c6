"""Runs a program as `__main__`, and reports how it went."""
import asyncio
import gc
import linecache
import os
import random
import sys
import threading
import traceback
import types
import warnings

import _green as green
import _green_clock
import _green_exits as exits
import _green_input as input
import _green_loop
import _green_output as output
import _green_report as report
import _green_threads as threads

BYTE_ORDER_MARK = '\ufeff'


def run_main(source, name, switch_interval, debug, trace, seed):
    """Runs the source; the bridge gets 'finished', 'failed' or 'stopped', and the exit status."""
    import _deck
    source = source.removeprefix(BYTE_ORDER_MARK)
    prepare(_deck, source, name, switch_interval, debug, trace)
    controlled = isinstance(seed, (int, float))
    if controlled:
        input.closed = True
        _green_clock.control(int(seed))
    else:
        random.seed()
    try:
        outcome, status = run(source, name, make_main(name), controlled)
        if exits.finish():
            outcome, status = 'stopped', 0
    except KeyboardInterrupt:
        outcome, status = 'stopped', 0
    flush()
    _deck.ended({'finished': 0, 'failed': 1, 'stopped': 2}[outcome])
    _deck.over(outcome, status)
    exits.release()
    flush()


def prepare(deck, source, name, switch_interval, debug, trace):
    """Puts all in place that the program finds."""
    report.keep_reserve()
    green.attach(deck)
    _green_loop.attach()
    green.program = name
    green.current = green.MAIN
    _green_loop.traced = trace
    asyncio._set_running_loop(None)
    asyncio.coroutines._is_debug_mode = (lambda: True) if debug else asyncio.coroutines._is_debug_mode
    threads.set_switch_interval(switch_interval)
    threads.reporter = report_thread
    sys.stdin = sys.__stdin__ = input.stdin
    sys.stdout = sys.__stdout__ = output.stdout
    sys.stderr = sys.__stderr__ = output.stderr
    sys.argv = [name]
    # Starting an interpreter sets the hook anew.
    sys.excepthook = sys.__excepthook__ = exits.excepthook
    warnings.showwarning = report.show_warning
    threads.set_lane_name(green.MAIN, 'MainThread')
    # A debugger looks for it under its whole path.
    for path in (name, os.path.abspath(name)):
        linecache.cache[path] = (len(source), None, source.splitlines(True), path)


def make_main(name):
    """The program's module; it is held by sys.modules alone, so that it can be released."""
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    main.__file__ = name
    main.__builtins__ = __builtins__
    return main.__dict__


def flush():
    output.stdout.finish()
    output.stderr.finish()


def run(source, name, names, controlled):
    if controlled:
        # What the collector has counted so far differs from one interpreter to the next.
        gc.collect()
    green.deck.begin()
    try:
        code = compile(source, name, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        report.report_syntax(error)
        return 'failed', 0
    try:
        start(code, names)
    except BaseException as error:
        return exits.uncaught(error)
    return 'finished', 0


# The program's frames begin in a file whose code may be preempted.
exec(compile('def start(code, names): exec(code, names)', '<deck entry>', 'exec'), globals())


def report_thread(args):
    """What threading.excepthook tells of a thread that raised."""
    if sys.stderr is output.stderr:
        report.report(args.exc_value, 'thread', args.thread.name if args.thread else '')
    elif args.thread is None and sys.stderr is not None:
        # C's own would name the operating system's thread, which is one for all.
        print(f'Exception in thread {threads.get_ident()}:', file=sys.stderr)
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=sys.stderr)
    else:
        threads.native_excepthook(args)
