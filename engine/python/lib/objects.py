"""What objects are called: the same in each run with the same schedule, and as the program calls them.

An object's number follows from the thread that first makes it known and from what that thread has done before. What a thread
will share with one that it starts becomes known at the start, so that it does not matter who touches it first.
"""
import collections
import functools
import itertools
import sys
import types
import weakref

import _green as green
import _green_steps as steps

SIMPLE = (int, float, str, bool, type(None), bytes, complex)
# No object that a program shares is found through these.
OPAQUE = (types.ModuleType, type, BaseException, types.FrameType, types.CodeType, types.BuiltinFunctionType, weakref.ref)
MAX_WALK = 5_000
MAX_LETTERS = 60
MAX_ITEMS = 8

# Of one run: names by identity, with the objects, which must not be freed before its end: identities would come again.
_known = {}
_names = {}
main = {}
cell_names = {}


def begin(namespace):
    """A run begins with this main module."""
    global main
    _known.clear()
    _names.clear()
    cell_names.clear()
    main = namespace


def kind_of(value):
    """What an object's name begins with."""
    kind = type(value)
    name = kind.__name__
    if kind is types.CellType:
        return 'variable'
    return name if kind.__module__ == '__main__' else name.lstrip('_').removeprefix('Py').lower()


def object_of(value):
    """An object's name in schedules, as `list#1`."""
    known = _known.get(id(value))
    if known is not None:
        return known[0]
    turn = steps.running
    kind = kind_of(value)
    turn.objects[kind] = number = turn.objects.get(kind, 0) + 1
    name = f'{kind}#{number}' if turn.number == 0 else f'{kind}#{turn.number}.{number}'
    _known[id(value)] = (name, value)
    return name


def make_known(*roots):
    """Numbers all that can be reached from these, before another thread can touch it."""
    open_, seen = list(reversed(roots)), set()
    while open_ and len(seen) < MAX_WALK:
        value = open_.pop()
        if isinstance(value, SIMPLE) or isinstance(value, OPAQUE) or id(value) in seen:
            continue
        seen.add(id(value))
        if not isinstance(value, (tuple, types.FunctionType, types.MethodType, functools.partial)):
            object_of(value)
        open_ += reversed(parts_of(value))


def parts_of(value):
    """What an object refers to, in an order that does not depend on addresses."""
    kind = type(value)
    if isinstance(value, types.FunctionType):
        return [*(value.__closure__ or ()), *(value.__defaults__ or ())]
    if kind is types.CellType:
        try:
            return [value.cell_contents]
        except ValueError:
            return []
    if kind is types.MethodType:
        return [value.__self__, value.__func__]
    if isinstance(value, functools.partial):
        return [value.func, *value.args, *value.keywords.values()]
    found = []
    if isinstance(value, dict):
        found += dict.values(value)
    elif isinstance(value, (list, tuple)):
        found += list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value)
    elif isinstance(value, collections.deque):
        found += collections.deque.__iter__(value)
    if kind.__module__ == '__main__' or kind is types.SimpleNamespace:
        found += attributes_of(value)
    return found


def attributes_of(value):
    """What the program's own classes keep in an object; of what the standard library keeps there, nothing."""
    kind = type(value)
    inherits = any(base.__module__ not in ('__main__', 'builtins', 'types') for base in kind.__mro__)
    held = getattr(value, '__dict__', None) if kind.__getattribute__ is object.__getattribute__ else None
    found = [each for name, each in held.items() if not (inherits and name.startswith('_'))] if isinstance(held, dict) else []
    for base in kind.__mro__:
        for name in base.__dict__.get('__slots__', ()) if base.__module__ == '__main__' else ():
            try:
                found.append(base.__dict__[name].__get__(value))
            except (AttributeError, KeyError):
                pass
    return found


def name_of(value):
    """What the program calls an object; None if it has no name for it."""
    known = _names.get(id(value))
    if known is None:
        known = cell_names.get(id(value)) or _global_name(value) or _local_name(value)
        if known is not None:
            _names[id(value)] = known
            object_of(value)
    return known


def _global_name(value):
    for name, held in main.items():
        if held is value:
            return name
    for name, held in main.items():
        if isinstance(held, SIMPLE) or isinstance(held, OPAQUE):
            continue
        if isinstance(held, (list, tuple)):
            for at, each in enumerate(itertools.islice(held, 50)):
                if each is value:
                    return f'{name}[{at}]'
        elif type(held) is dict:
            for key, each in itertools.islice(held.items(), 50):
                if each is value and isinstance(key, SIMPLE):
                    return f'{name}[{key!r}]'
        else:
            attributes = getattr(held, '__dict__', None) if type(held).__getattribute__ is object.__getattribute__ else None
            for attribute, each in (attributes or {}).items():
                if each is value:
                    return f'{name}.{attribute}'
    return None


def _local_name(value):
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == green.program and frame.f_locals is not main:
            for name, held in frame.f_locals.items():
                if held is value and name != 'self':
                    return name
                if isinstance(held, (list, tuple)):
                    for at, each in enumerate(itertools.islice(held, 50)):
                        if each is value:
                            return f'{name}[{at}]'
                elif name == 'self' and type(held).__getattribute__ is object.__getattribute__:
                    for attribute, each in getattr(held, '__dict__', {}).items():
                        if each is value:
                            return f'self.{attribute}'
        frame = frame.f_back
    return None


def text_of(value):
    """A value as the steps show it: its repr, unless that would run code of the program."""
    if isinstance(value, str):
        text = repr(value[:MAX_LETTERS]) if type(value) is str else None
    elif type(value) in SIMPLE:
        text = repr(value) if type(value) is not int or value.bit_length() < 256 else 'int'
    elif type(value) in (list, tuple, dict, set, collections.deque) and len(value) <= MAX_ITEMS and all(type(each) in SIMPLE for each in _flat(value)):
        text = repr(value)
    else:
        text = name_of(value) if not isinstance(value, type) else value.__name__
    text = text or type(value).__name__
    return text if len(text) <= MAX_LETTERS else f'{text[:MAX_LETTERS - 1]}…'


def _flat(value):
    return itertools.chain(value.keys(), value.values()) if type(value) is dict else value


def key_text(key):
    """An item's place in a container, as a part of its name."""
    if type(key) in SIMPLE or (type(key) is tuple and all(type(each) in SIMPLE for each in key)):
        return repr(key)
    return object_of(key)
