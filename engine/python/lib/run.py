"""Runs a program as `__main__`, and tells how it went."""
import asyncio
import gc
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
import _green_report as report
import _green_threads as threads


def run_main(source, name, switch_interval, debug, trace, seed):
    """Runs the source; gives 'finished', 'failed' or 'stopped'."""
    import _deck
    report.keep_reserve()
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
    warnings.showwarning = report.show_warning
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
        report.report_syntax(error)
        return 'failed', 1
    try:
        start(code, main.__dict__)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return ('finished', 0) if end.code in (None, 0) else ('failed', 1)
    except KeyboardInterrupt as error:
        report.report(error, 'main', 'MainThread', 'warning')
        return 'stopped', 2
    except BaseException as error:
        report.report(error, 'main', 'MainThread')
        return 'failed', 1
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
