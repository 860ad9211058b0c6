"""How a program ends: exit statuses, signals that it sends itself, and what runs after its last line."""
import atexit
import gc
import os
import signal
import sys
import threading

from pyodide.ffi import can_run_sync, run_sync

import _green as green
import _green_output as output
import _green_report as report
import _green_threads as threads

# The exit status of a program that a signal ends is this and the signal's number, as a shell tells it.
BY_SIGNAL = 128
# Signals that do nothing to a program which has no handler for them.
IGNORED = {'SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH'}


def status_of(end):
    """The exit status that a SystemExit asks for; what is no number is printed, as CPython does."""
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return int(end.code) & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def report_status(status, by, error=None):
    """Says which exit status the program asked for, if it is not 0."""
    if status == 0:
        return
    frames = report.described(error)['traceback'] if error else []
    report.send({
        'severity': 'warning', 'origin': 'main', 'where': threading.current_thread().name,
        'type': 'SystemExit', 'message': f'exit status {status}, by {by}',
        'line': frames[-1]['line'] if frames else green.line_of(sys._getframe(1)) or None,
    })


def leave(status, by):
    """Ends the run at once: nothing more runs, no other thread, no handler of atexit."""
    report_status(status, by)
    if not can_run_sync():
        raise SystemExit(status)
    green.deck.over('finished' if status == 0 else 'failed', status)
    green.deck.leave()
    run_sync(green.deck.never)


def exit_now(status):
    """os._exit"""
    leave(int(status) & 0xFF, f'os._exit({status})')


def abort():
    """os.abort"""
    end_by(signal.SIGABRT)


def end_by(number):
    leave(BY_SIGNAL + number, f'the signal {signal.Signals(number).name}')


def send_signal(number):
    """A signal that the program sends itself."""
    if not 0 < number < signal.NSIG:
        raise ValueError('signal number out of range')
    handler = signal.getsignal(number)
    if callable(handler):
        threads.interrupt_main(number)
    elif handler is not signal.SIG_IGN and signal.Signals(number).name not in IGNORED:
        end_by(number)


def kill(pid, number, /):
    """os.kill: there is one process."""
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(3, 'No such process')
    if number:
        send_signal(number)


def set_handler(number, handler, /):
    """signal.signal; SIGUSR1 is what the engine interrupts threads with, so that the program's handler is kept aside."""
    global user_handler
    if green.current is not green.MAIN:
        raise ValueError('signal only works in main thread of the main interpreter')
    if number != signal.SIGUSR1:
        return native_signal(number, handler)
    before, user_handler = user_handler, handler
    return before


def get_handler(number, /):
    """signal.getsignal"""
    return user_handler if number == signal.SIGUSR1 else native_getsignal(number)


user_handler = signal.SIG_DFL
native_signal, native_getsignal = signal.signal, signal.getsignal


def excepthook(kind, error, trace, /):
    """sys.excepthook: reports to the deck, and prints as CPython does where standard error was redirected."""
    # Pyodide calls it too, for one that it hands on.
    if isinstance(error, KeyboardInterrupt) and green.deck.isStopping:
        return
    if sys.stderr is output.stderr:
        report.report(error, 'main', threading.current_thread().name)
    elif sys.stderr is not None:
        native_excepthook(kind, error, trace)


native_excepthook = sys.__excepthook__


def uncaught(error):
    """What becomes of an exception that leaves the main thread: the outcome, and the exit status that was asked for."""
    if isinstance(error, SystemExit):
        status = status_of(error)
        report_status(status, f'sys.exit({error.code!r})' if isinstance(error.code, int) else 'sys.exit', error)
        return ('failed' if status else 'finished'), status
    if isinstance(error, KeyboardInterrupt) and green.deck.isStopping:
        report.report(error, 'main', 'MainThread', 'warning')
        return 'stopped', 0
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as end:
        return uncaught(end)
    except BaseException as other:
        report.report(other, 'main', 'MainThread', hint='Error in sys.excepthook')
        excepthook(type(error), error, error.__traceback__)
    return 'failed', 0


def finish():
    """Waits for the threads that are no daemons, then does what atexit was given; true if Stop was pressed meanwhile."""
    stopped = False
    for step in (threading._shutdown, run_atexit):
        try:
            step()
        except KeyboardInterrupt:
            stopped = True
    return stopped


# The handlers begin in a file whose code may be preempted.
exec(compile('def run_atexit(): run_exitfuncs()', '<deck entry>', 'exec'), globals())
run_exitfuncs = atexit._run_exitfuncs


def release():
    """Drops the program's module, as at the end of an interpreter: what has a `__del__` says so, and so do warnings."""
    sys.modules.pop('__main__', None)
    gc.collect()


def install():
    os._exit, os.abort, os.kill = exit_now, abort, kill
    signal.signal, signal.getsignal, signal.raise_signal = set_handler, get_handler, send_signal


install()
