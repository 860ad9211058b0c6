"""Reports exceptions and warnings to the deck, in the words in which CPython's traceback module prints them."""
import collections.abc
import importlib.util
import json
import linecache
import sys
import threading
import traceback
import warnings

import _green as green

# As much of a group as CPython prints.
MAX_GROUP_WIDTH = 15
MAX_GROUP_DEPTH = 10

# To report a MemoryError takes memory.
RESERVE_BYTES = 1 << 20
reserve = None
NO_MEMORY = 'Python has two gigabytes in this browser, for all that its programs keep.'
NO_PACKAGES = 'There are no packages here: nothing can be installed in the sandbox, so programs have the standard library only.'
NO_MODULE = 'This part of the standard library is left out of the browser\'s build of CPython, since it needs what a browser does not have.'


def keep_reserve():
    """Sets memory aside for the report of a MemoryError."""
    global reserve
    reserve = bytearray(RESERVE_BYTES)


def described(error):
    """An exception as a `ReportedException` of protocol/text.ts."""
    return describe(traceback.TracebackException.from_exception(error, lookup_lines=False, compact=True))


def describe(told, depth=0):
    chain = []
    earlier = told
    while earlier.__cause__ or (earlier.__context__ and not earlier.__suppress_context__):
        relation = 'cause' if earlier.__cause__ else 'context'
        earlier = earlier.__cause__ or earlier.__context__
        chain.insert(0, {'relation': relation, **describe_alone(earlier, depth)})
    return {**describe_alone(told, depth), 'chain': chain}


def describe_alone(told, depth):
    """An exception without those that led to it."""
    found = {
        'type': told.exc_type_str,
        'message': message_of(told),
        'notes': notes_of(told.__notes__),
        'traceback': [
            {'function': frame.name, 'line': frame.lineno, 'column': (frame.colno or 0) + 1}
            for frame in told.stack if frame.filename == green.program
        ],
    }
    if told.exceptions:
        shown = told.exceptions[:MAX_GROUP_WIDTH] if depth < MAX_GROUP_DEPTH else []
        found['exceptions'] = [describe(each, depth + 1) for each in shown]
        found['exceptionsLeftOut'] = len(told.exceptions) - len(shown)
    return found


def message_of(told):
    """What stands after the exception's name, with Python's suggestions."""
    if not told._is_syntax_error:
        return str(told)
    # Suggestions for misspelled keywords are made when it is formatted.
    for _ in told.format_exception_only():
        pass
    message = told.msg or '<no detail available>'
    if told.filename in (None, green.program):
        return message
    return f'{message} ({told.filename}, line {told.lineno})'


def notes_of(notes):
    if notes is None:
        return []
    if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
        return [safe(str, note, 'note str()') for note in notes]
    return [safe(repr, notes, '__notes__ repr()')]


def safe(function, value, name):
    try:
        return function(value)
    except Exception:
        return f'<{name} failed>'


def report(error, origin, where, severity='error', hint=None):
    """Reports an exception."""
    global reserve
    if isinstance(error, MemoryError):
        reserve = None
    found = described(error)
    place = found['traceback']
    send({
        'severity': severity, 'origin': origin, 'where': where, **found,
        'line': place[-1]['line'] if place else None, 'hint': hint or hint_of(error),
    })


def hint_of(error):
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if type(error) is ModuleNotFoundError and error.name and error.msg == f'No module named {error.name!r}':
        name = error.name.partition('.')[0]
        if name in sys.stdlib_module_names:
            return NO_MODULE if importlib.util.find_spec(name) is None else None
        return NO_PACKAGES
    return None


def report_syntax(error):
    """Reports that the program can't be compiled."""
    send({
        'severity': 'error', 'origin': 'compile', 'where': '', **described(error), 'traceback': [],
        'line': getattr(error, 'lineno', None), 'column': getattr(error, 'offset', None),
    })


def show_warning(message, category, filename, lineno, file=None, line=None):
    """Reports a warning, with the line that it is about."""
    # What happens while the program's names are released is no line's.
    released = is_engine(filename)
    if file is not None or not (filename == green.program or released):
        (file or sys.stderr).write(warnings.formatwarning(message, category, filename, lineno, line))
        return
    # What Python adds in further lines says where a coroutine or a resource comes from.
    text, _, origin = str(message).partition('\n')
    send({
        'severity': 'warning', 'origin': 'main', 'type': category.__name__, 'message': text, 'hint': origin,
        'where': threading.current_thread().name, 'line': None if released else lineno,
    })


def warn_unawaited_coroutine(coroutine):
    """warnings._warn_unawaited_coroutine, without the engine's frames."""
    text = f"coroutine '{coroutine.__qualname__}' was never awaited\n"
    if coroutine.cr_origin is not None:
        frames = [(name, line, function, linecache.getline(name, line)) for name, line, function in reversed(coroutine.cr_origin) if not is_engine(name)]
        text += f'Coroutine created at (most recent call last)\n{"".join(traceback.format_list(frames))}'
    warnings.warn(text.rstrip('\n'), category=RuntimeWarning, stacklevel=2, source=coroutine)


def send(problem):
    green.deck.problem(green.current.task or green.current.lane, json.dumps({'stack': '', **problem}))


def is_engine(filename):
    return filename.startswith('<deck ')


extract = traceback.StackSummary._extract_from_extended_frame_gen


def extract_without_engine(cls, frames, **options):
    """What all stacks and tracebacks are made by; the engine's own frames are left out."""
    return extract.__func__(cls, ((frame, place) for frame, place in frames if not is_engine(frame.f_code.co_filename)), **options)


def install():
    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(extract_without_engine)
    warnings._warn_unawaited_coroutine = warn_unawaited_coroutine


install()
