"""What an instruction is about to work on: the value stack of a running frame, read where CPython keeps it.

`sys.monitoring` says which instruction comes next, but not on what: a frame's value stack is not to be had from Python.
It stands in WebAssembly's memory, which this module sees through a buffer that covers all of it. The places are those of
`_PyInterpreterFrame` in CPython 3.14 (pycore_interpframe_structs.h), in a build with pointers of four bytes; `check`
compares them with a frame that is known.
"""
import sys

# Offsets in bytes: of an object's parts, of a frame's.
BYTES_SIZE, BYTES_START = 8, 20
LIST_ITEMS = 12
FRAME_INNER = 12
INNER_GLOBALS, INNER_STACK_TOP, INNER_LOCALS = 12, 32, 40
# The lowest bits of a reference on the stack say how it is counted.
REFERENCE_BITS = 3
ALL_MEMORY = 2 ** 31 - 4

_window = bytearray(64)
_memory = None
# A list's place for one object: what is written there as an address is read from there as an object.
_cell = [None]
_slot = 0


def attach(poke):
    """Opens the window; `poke` writes a number to an address."""
    global _memory, _slot
    poke(id(_window) + BYTES_SIZE, ALL_MEMORY)
    poke(id(_window) + BYTES_START, 0)
    _memory = memoryview(_window).cast('I')
    _slot = _memory[(id(_cell) + LIST_ITEMS) >> 2] >> 2
    check()


def check():
    """Raises RuntimeError if this build of CPython keeps its frames otherwise."""
    known = object()
    frame = sys._getframe()
    inner = _memory[(id(frame) + FRAME_INNER) >> 2]
    if _memory[(inner + INNER_GLOBALS) >> 2] != id(frame.f_globals) or local(frame, 0) is not known:
        raise RuntimeError('this build of CPython keeps its frames in another way than the engine knows')


def _object_at(reference):
    """The object of a reference; None for none."""
    address = reference & ~REFERENCE_BITS
    if address == 0:
        return None
    before = _memory[_slot]
    _memory[_slot] = address
    found = _cell[0]
    _memory[_slot] = before
    return found


def operand(frame, depth):
    """The value so deep in a frame's stack, 1 for its top; None where there is none."""
    inner = _memory[(id(frame) + FRAME_INNER) >> 2]
    return _object_at(_memory[(_memory[(inner + INNER_STACK_TOP) >> 2] >> 2) - depth])


def local(frame, index):
    """A local variable by its number: for one that functions share, its cell."""
    inner = _memory[(id(frame) + FRAME_INNER) >> 2]
    return _object_at(_memory[((inner + INNER_LOCALS) >> 2) + index])
