"""Accesses to what threads share, as steps: before each instruction of the program that reads or writes a global, an
attribute, a variable of an outer function or a container's item, its thread may be preempted.

`sys.monitoring` reports every instruction before it is done; `_green_operands` says on what it works. So the places are
exact, and the program's code is what it is without all that. An access counts as a step only where more than one thread
or task touches its object and one of them writes it: `shared` is what earlier runs have shown, and a run that shows more says so.
"""
import dis
import sys
import types

import _green_objects as objects
import _green_steps as steps
from _green_containers import CONTAINER_TYPES, accesses_of_call, container_of_iterator, item_of
from _green_operands import local, operand

TOOL = 4
# What threads share, by its name in schedules.
shared = set()
# Of one run: bits of its threads and tasks; who touched an object, as such bits; what was written after a second one had begun.
_bits = {}
_touched = {}
_written = set()
# Containers that were touched as a whole.
_looked_at = set()
# Whether this run has shown objects that are shared and were not known to be.
grown = False
# By code object: what to do before the instructions at these offsets.
_tables = {}
# How attributes of a class are found, by class and name.
_attributes = {}


def install(code):
    """Watches a program's code, with all the functions in it."""
    monitoring = sys.monitoring
    if monitoring.get_tool(TOOL) is None:
        monitoring.use_tool_id(TOOL, 'deck')
        # RESUME, by which a function begins, is no INSTRUCTION to it.
        for event in (monitoring.events.INSTRUCTION, monitoring.events.PY_START, monitoring.events.PY_RESUME):
            monitoring.register_callback(TOOL, event, _before_instruction)
    for each in codes_in(code):
        _tables[each] = {i.offset: handler for i in dis.get_instructions(each) if (handler := handler_of(i)) is not None}
        monitoring.set_local_events(TOOL, each, monitoring.events.INSTRUCTION | monitoring.events.PY_START | monitoring.events.PY_RESUME)


def codes_in(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes_in(constant)


def begin():
    """A run begins."""
    global grown
    _bits.clear()
    _touched.clear()
    _written.clear()
    _looked_at.clear()
    grown = False


def _before_instruction(code, offset):
    handler = _tables[code].get(offset)
    if handler is None:
        return sys.monitoring.DISABLE
    turn = steps.running
    if turn is not None and not turn.atomic:
        handler(sys._getframe(1), turn)


def note(kind, key, is_part=False):
    """Notes who touches an object; gives whether threads or tasks share it."""
    global grown
    turn = steps.running
    bit = _bits.setdefault((turn.number, turn.task), 1 << len(_bits))
    seen = _touched[key] = _touched.get(key, 0) | bit
    if kind != 'read' and (turn.task or len(steps.turns) > 1):
        _written.add(key)
    if not is_part:
        _looked_at.add(key)
    if key in shared:
        return True
    if seen == bit or key not in _written or key not in _looked_at:
        return False
    shared.add(key)
    grown = True
    steps.finish('unfinished')
    return True


def touch(kind, key, line, name, value=None, whole=None):
    """An access is about to be done. `value` gives what is read or written; called when it is done."""
    is_shared = note(kind, key)
    if whole is not None:
        # Who looks at all of a container sees its items too.
        is_shared = note(kind, whole, True) or is_shared
    if not is_shared:
        return
    operation = {'kind': kind, 'object': key, 'name': name, 'line': line}
    steps.step(operation)
    if value is not None:
        operation['value'] = objects.text_of(value())


def touch_item(kind, container, key, line, value=None):
    """An access to a container's item, or (no key) to all of it."""
    whole = objects.object_of(container)
    name = objects.name_of(container) or whole
    if key is NO_KEY:
        touch(kind, whole, line, name, (lambda: container) if value is None else value)
    else:
        place = objects.key_text(key)
        touch(kind, f'{whole}[{place}]', line, f'{name}[{place}]', value, whole)


NO_KEY = object()


def handler_of(i):
    """What is to be done before an instruction; None for one that touches nothing that threads could share."""
    make = HANDLERS.get(i.opname)
    return make(i, i.line_number or 0) if make else None


def _variable(kind):
    def make(i, line):
        name = i.argval
        key = f'global#{name}'

        def handle(frame, turn):
            names = frame.f_globals
            if names is not objects.main or (kind == 'read' and name not in names) or frame.f_locals is not names and i.opname in ('LOAD_NAME', 'STORE_NAME', 'DELETE_NAME'):
                return
            if kind == 'read':
                touch(kind, key, line, name, lambda: names.get(name))
            else:
                value = operand(frame, 1) if i.opname.startswith('STORE') else None
                touch(kind, key, line, name, lambda: value)
        return handle
    return make


def _cell(kind):
    def make(i, line):
        def handle(frame, turn):
            cell = local(frame, i.arg)
            if type(cell) is not types.CellType:
                return
            objects.cell_names.setdefault(id(cell), i.argval)
            key = objects.object_of(cell)
            if kind == 'read':
                touch(kind, key, line, i.argval, lambda: getattr(cell, 'cell_contents', None))
            else:
                value = operand(frame, 1) if i.opname == 'STORE_DEREF' else None
                touch(kind, key, line, i.argval, lambda: value)
        return handle
    return make


def _attribute(kind):
    def make(i, line):
        name = i.argval

        def handle(frame, turn):
            owner = operand(frame, 1)
            if isinstance(owner, (types.ModuleType, *objects.SIMPLE)):
                return
            value = operand(frame, 2) if i.opname == 'STORE_ATTR' else None
            touch_attribute(kind, owner, name, line, None if kind == 'read' else lambda: value)
        return handle
    return make


def touch_attribute(kind, owner, name, line, value=None):
    """An access to an attribute, if it is plain data."""
    holder = holder_of(owner, name, kind)
    if holder is None:
        return
    if isinstance(holder, type):
        base = shown = holder.__qualname__
    else:
        base = objects.object_of(holder)
        shown = objects.name_of(holder) or base
    touch(kind, f'{base}.{name}', line, f'{shown}.{name}', value or (lambda: read_plainly(holder, name)))


def holder_of(owner, name, kind):
    """Where an attribute's value is: in the object, or in a class of it; None for a method, a property, or none at all."""
    is_class = isinstance(owner, type)
    found = _attributes.get((owner if is_class else type(owner), name, is_class))
    if found is None:
        found = _attributes[(owner if is_class else type(owner), name, is_class)] = _search(owner if is_class else type(owner), name)
    how, base = found
    if is_class:
        return owner if kind != 'read' else base if how == 'data' else None
    if how == 'slot':
        return owner
    if how == 'code':
        return None
    if kind != 'read' or name in (getattr(owner, '__dict__', None) or ()):
        return owner
    return base


def _search(kind, name):
    for base in kind.__mro__:
        if name in base.__dict__:
            value = base.__dict__[name]
            if type(value) in (types.MemberDescriptorType, types.GetSetDescriptorType):
                return 'slot', base
            if hasattr(type(value), '__get__'):
                return 'code', base
            return 'data', base
    return 'none', None


def read_plainly(holder, name):
    """An attribute's value, without code of the program being run; None if that can't be."""
    if isinstance(holder, type):
        return holder.__dict__.get(name)
    held = getattr(holder, '__dict__', None)
    if held is not None and name in held:
        return held[name]
    try:
        return object.__getattribute__(holder, name)
    except AttributeError:
        return None


def _subscript(kind, container_at, key_at, value_at=0):
    def make(i, line):
        def handle(frame, turn):
            container = operand(frame, container_at)
            if not isinstance(container, CONTAINER_TYPES):
                return
            key, read = item_of(container, operand(frame, key_at), NO_KEY) if key_at else (NO_KEY, None)
            if value_at:
                value = operand(frame, value_at)
                touch_item(kind, container, key, line, lambda: value)
            else:
                touch_item(kind, container, key, line, read)
        return handle
    return make


def _whole(*depths):
    """Reads all of the containers at these places of the stack."""
    def make(i, line):
        def handle(frame, turn):
            for depth in depths:
                value = operand(frame, depth)
                if isinstance(value, CONTAINER_TYPES):
                    touch_item('read', value, NO_KEY, line)
        return handle
    return make


def _contains(i, line):
    def handle(frame, turn):
        container = operand(frame, 1)
        if isinstance(container, dict):
            touch_item('read', container, *item_of(container, operand(frame, 2), NO_KEY)[:1], line)
        elif isinstance(container, CONTAINER_TYPES):
            touch_item('read', container, NO_KEY, line)
    return handle


def _binary(i, line):
    if i.argrepr == '[]':
        return _subscript('read', 2, 1)(i, line)
    read = _whole(2, 1)(i, line)
    if not i.argrepr.endswith('='):
        return read
    other = _whole(1)(i, line)

    def handle(frame, turn):
        container = operand(frame, 2)
        if isinstance(container, CONTAINER_TYPES):
            other(frame, turn)
            touch_item('update', container, NO_KEY, line)
        else:
            read(frame, turn)
    return handle


def _iterate(i, line):
    def handle(frame, turn):
        container = container_of_iterator(operand(frame, 1))
        if container is not None:
            touch_item('read', container, NO_KEY, line)
    return handle


def _call(i, line):
    count = i.arg
    place = {'CALL': 0, 'CALL_KW': 1}[i.opname]

    def handle(frame, turn):
        function = operand(frame, count + place + 2)
        if isinstance(function, (types.FunctionType, types.MethodType)):
            if function not in READ_ARGUMENTS:
                return
        receiver = operand(frame, count + place + 1)
        arguments = [operand(frame, depth) for depth in range(count + place, place, -1)]
        _touch_call(function, receiver, arguments, line)
        turn.switchable = True
    return handle


def _call_with_all(i, line):
    def handle(frame, turn):
        function, arguments = operand(frame, 4), operand(frame, 2)
        if not isinstance(function, (types.FunctionType, types.MethodType)):
            _touch_call(function, None, list(arguments) if type(arguments) is tuple else [], line)
            turn.switchable = True
    return handle


def _touch_call(function, receiver, arguments, line):
    for kind, container, key, value in accesses_of_call(function, receiver, arguments, NO_KEY, touch_attribute_of(line)):
        if key is None:
            touch(kind, objects.object_of(container), line, objects.name_of(container))
        else:
            touch_item(kind, container, key, line, value)


def touch_attribute_of(line):
    return lambda kind, owner, name: touch_attribute(kind, owner, name, line)


def _switch_point(i, line):
    # What returns to a generator that delegates does not look at the eval breaker.
    if i.opname == 'RESUME' and i.arg & 3 > 1:
        return None

    def handle(frame, turn):
        turn.switchable = True
        steps.count_round()
    return handle


# Functions of the engine that stand for C's, and read what they are given.
READ_ARGUMENTS = set()

HANDLERS = {
    'LOAD_GLOBAL': _variable('read'), 'LOAD_NAME': _variable('read'),
    'STORE_GLOBAL': _variable('write'), 'STORE_NAME': _variable('write'), 'DELETE_GLOBAL': _variable('write'), 'DELETE_NAME': _variable('write'),
    'LOAD_DEREF': _cell('read'), 'STORE_DEREF': _cell('write'), 'DELETE_DEREF': _cell('write'),
    'LOAD_ATTR': _attribute('read'), 'STORE_ATTR': _attribute('write'), 'DELETE_ATTR': _attribute('write'),
    'BINARY_OP': _binary, 'BINARY_SLICE': _subscript('read', 3, 0), 'STORE_SUBSCR': _subscript('write', 2, 1, 3),
    'STORE_SLICE': _subscript('write', 3, 0), 'DELETE_SUBSCR': _subscript('write', 2, 1),
    'CONTAINS_OP': _contains, 'COMPARE_OP': _whole(2, 1), 'TO_BOOL': _whole(1), 'GET_ITER': _whole(1), 'FOR_ITER': _iterate,
    'UNPACK_SEQUENCE': _whole(1), 'UNPACK_EX': _whole(1), 'LIST_EXTEND': _whole(1), 'SET_UPDATE': _whole(1), 'DICT_UPDATE': _whole(1),
    'DICT_MERGE': _whole(1), 'FORMAT_SIMPLE': _whole(1), 'CONVERT_VALUE': _whole(1),
    'CALL': _call, 'CALL_KW': _call, 'CALL_FUNCTION_EX': _call_with_all,
    'JUMP_BACKWARD': _switch_point, 'RESUME': _switch_point,
}
