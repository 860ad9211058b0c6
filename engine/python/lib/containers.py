"""Which operations of built-in containers read, which write, and which do both as one step: docs/races.md has the sources."""
import collections
import gc
import itertools
import random
import types

CONTAINER_TYPES = (list, dict, set, collections.deque, bytearray)

# Methods that read or write an item by its key, their first argument.
ITEM_METHODS = {
    'get': 'read', '__getitem__': 'read', '__contains__': 'read', 'pop': 'update', 'setdefault': 'update',
    '__setitem__': 'write', '__delitem__': 'write',
}
# Methods that change the whole container, as one step. What is not named here only reads it.
CHANGES = {
    'append', 'appendleft', 'extend', 'extendleft', 'insert', 'pop', 'popleft', 'popitem', 'remove', 'discard', 'add', 'clear',
    'sort', 'reverse', 'rotate', 'update', 'setdefault', 'difference_update', 'intersection_update',
    'symmetric_difference_update', 'move_to_end', 'subtract', '__iadd__', '__ior__',
}
ITERATORS = tuple({type(iter(each)) for each in ([], {}, set(), collections.deque(), bytearray(), {}.values(), {}.items(), reversed([]))})
VIEWS = (type({}.keys()), type({}.values()), type({}.items()))
METHODS = (types.MethodDescriptorType, types.WrapperDescriptorType)
BUILT_IN = (types.BuiltinFunctionType, types.MethodWrapperType, *METHODS)


def item_of(container, key, whole):
    """The key by which an item is known, and what reads it; `whole` where it is not one item."""
    if isinstance(container, dict):
        # A key of the program's own class would run code when it is looked up.
        plain = type(key) in (int, str, float, bool, type(None), tuple)
        return key, (lambda: dict.get(container, key)) if plain else None
    if isinstance(container, (list, collections.deque)) and isinstance(key, int):
        at = int(key)
        at = at + len(container) if at < 0 else at
        return at, lambda: container[at] if at < len(container) else None
    return whole, None


def container_of_iterator(iterator):
    """The container that an iterator goes through; None if it is not a built-in one's."""
    if not isinstance(iterator, ITERATORS):
        return None
    return next((each for each in gc.get_referents(iterator) if isinstance(each, CONTAINER_TYPES)), None)


def accesses_of_call(function, receiver, arguments, whole, touch_attribute):
    """The accesses that a call of a C function makes: kind, container, key, and what gives the value; key None: no container."""
    if isinstance(function, BUILT_IN):
        bound = receiver if isinstance(function, METHODS) and receiver is not None else getattr(function, '__self__', None)
        if isinstance(function, METHODS) and bound is None and arguments:
            bound, arguments = arguments[0], arguments[1:]
        if bound is random._inst:
            yield 'update', bound, None, None
            return
        if isinstance(bound, CONTAINER_TYPES):
            yield from accesses_of_method(function.__name__, bound, arguments, whole)
            return
        if function is getattr or function is setattr or function is delattr or function is hasattr:
            if len(arguments) > 1 and isinstance(arguments[1], str):
                touch_attribute('write' if function in (setattr, delattr) else 'read', arguments[0], arguments[1])
            return
        if function is next and arguments:
            yield from accesses_of_next(arguments[0], whole)
            return
        if function is iter and arguments and isinstance(arguments[0], CONTAINER_TYPES):
            return
    elif isinstance(function, type) and function.__module__ not in ('builtins', 'collections', 'itertools'):
        return
    for each in arguments:
        if isinstance(each, VIEWS):
            each = next(iter(gc.get_referents(each)), None)
        if isinstance(each, CONTAINER_TYPES):
            yield 'read', each, whole, None


def accesses_of_method(name, container, arguments, whole):
    kind = ITEM_METHODS.get(name)
    if kind and arguments and isinstance(container, dict):
        yield kind, container, *item_of(container, arguments[0], whole)
        return
    if name in ('__getitem__', '__setitem__', '__delitem__') and arguments:
        yield ITEM_METHODS[name], container, *item_of(container, arguments[0], whole)
        return
    yield ('update' if name in CHANGES else 'read'), container, whole, None
    for each in arguments:
        if isinstance(each, CONTAINER_TYPES) and name in ('extend', 'update', '__iadd__', '__ior__'):
            yield 'read', each, whole, None


def accesses_of_next(iterator, whole):
    container = container_of_iterator(iterator)
    if container is not None:
        yield 'read', container, whole, None
    elif isinstance(iterator, (itertools.count, itertools.cycle)):
        yield 'update', iterator, None, None
