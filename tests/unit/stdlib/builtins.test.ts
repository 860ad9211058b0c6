/** The builtins give what CPython's give, errors included. */
import { describe, expect, it } from 'vitest'
import * as builtins from '../../../engine/stdlib/builtins'

const { abs, all, any, bin, bool, chr, dict, divmod, enumerate, filter, format, hex, id, int, isinstance, iter, list, map, max, min, next, oct, ord, pow, range, repr, reversed, round, set, sorted, str, sum, tuple, zip } = builtins

/** TypeScript wants an assertion's type declared. */
const check: typeof builtins.assert = builtins.assert

/** What a call gives as Python shows it, or the exception that it raises. */
function shown(call: () => unknown): string {
  try {
    const value = call()
    return repr(typeof value === 'object' && value !== null && 'next' in value ? [...value as unknown as Iterable<unknown>] : value)
  }
  catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

/** Calls, and what CPython 3.14 prints for them; lists stand for its tuples. */
const groups: Record<string, [call: () => unknown, python: string][]> = {
  'sorted puts items in Python\'s order and keeps equal ones in theirs': [
    [() => sorted([0, 1, 16, 4, 9]), '[0, 1, 4, 9, 16]'],
    [() => sorted(['b', 'B', 'a', 'ä', '😀', '\uFFFD']), '[\'B\', \'a\', \'b\', \'ä\', \'\uFFFD\', \'😀\']'],
    [() => sorted([3, 1, 2], { reverse: true }), '[3, 2, 1]'],
    [() => sorted([['b', 1], ['a', 1], ['c', 0]], { key: ([, n]) => n }), '[[\'c\', 0], [\'b\', 1], [\'a\', 1]]'],
    [() => sorted([['b', 1], ['a', 1], ['c', 0]], { key: ([, n]) => n, reverse: true }), '[[\'b\', 1], [\'a\', 1], [\'c\', 0]]'],
    [() => sorted([[1], [1, 2], [0]]), '[[0], [1], [1, 2]]'],
    [() => sorted('cab'), '[\'a\', \'b\', \'c\']'],
    [() => sorted(new Map([['b', 1], ['a', 2]])), '[\'a\', \'b\']'],
    [() => sorted({ b: 1, a: 2 }), '[\'a\', \'b\']'],
    [() => sorted([1, 'a']), 'TypeError: \'<\' not supported between instances of \'str\' and \'int\''],
    [() => sorted(5 as never), 'TypeError: \'int\' object is not iterable'],
    [() => sorted([1], { key: 5 as never }), 'TypeError: \'int\' object is not callable'],
    [() => sorted([1], { reversed: true } as never), 'TypeError: sorted() got an unexpected keyword argument \'reversed\'. Did you mean \'reverse\'?'],
  ],
  'assert raises an AssertionError with the message, if there is one': [
    [() => check(1), 'None'],
    [() => check([]), 'AssertionError: '],
    [() => check(0, 'no items'), 'AssertionError: no items'],
    [() => check(null, 3), 'AssertionError: 3'],
  ],
  'sum adds numbers and lists': [
    [() => sum([1, 2, 3]), '6'],
    [() => sum([1, 2], 10), '13'],
    [() => sum([1, 2], { start: 10 }), '13'],
    [() => sum(range(10).map(() => 0.1)), '1'],
    [() => sum([true, true, false]), '2'],
    [() => sum<number>([[1], [2]], []), '[1, 2]'],
    [() => sum([]), '0'],
    [() => sum(['a'] as never), 'TypeError: unsupported operand type(s) for +: \'int\' and \'str\''],
    [() => sum(['a'] as never, '' as never), 'TypeError: sum() can\'t sum strings [use \'\'.join(seq) instead]'],
  ],
  'min and max take items or arguments, a key and a default': [
    [() => min([3, 1, 2]), '1'],
    [() => max(3, 1, 2), '3'],
    [() => max(['aa', 'b'], { key: text => text.length }), '\'aa\''],
    [() => min('b', 'aa', { key: text => text.length }), '\'b\''],
    [() => max([1, 3, 3.5, 2]), '3.5'],
    [() => min([], { default: null }), 'None'],
    [() => max(new Map([[1, 'a'], [2, 'b']])), '2'],
    [() => min([]), 'ValueError: min() iterable argument is empty'],
    [() => (max as () => unknown)(), 'TypeError: max expected at least 1 argument, got 0'],
    [() => min(1 as never), 'TypeError: \'int\' object is not iterable'],
    [() => max([1, 'a']), 'TypeError: \'>\' not supported between instances of \'str\' and \'int\''],
  ],
  'round rounds to the even neighbour, by the exact value': [
    [() => [0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map(n => round(n)), '[0, 2, 2, 0, -2, 2, 3]'],
    [() => round(2.675, 2), '2.67'],
    [() => round(0.125, 2), '0.12'],
    [() => round(0.375, 2), '0.38'],
    [() => round(3.14159, 3), '3.142'],
    [() => round(1234, -2), '1200'],
    [() => round(1250, -2), '1200'],
    [() => round(1350, -2), '1400'],
    [() => round(5, -2), '0'],
    [() => round(1e22, 2), '1e+22'],
    [() => round(Number.NaN), 'ValueError: cannot convert float NaN to integer'],
    [() => round(-Infinity), 'OverflowError: cannot convert float infinity to integer'],
    [() => round('a' as never), 'TypeError: type str doesn\'t define __round__ method'],
  ],
  'divmod and pow': [
    [() => divmod(7, 2), '[3, 1]'],
    [() => divmod(-7, 2), '[-4, 1]'],
    [() => divmod(7, -2), '[-4, -1]'],
    [() => divmod(7.5, -2), '[-4, -0.5]'],
    [() => divmod(1, 0), 'ZeroDivisionError: division by zero'],
    [() => pow(2, 10), '1024'],
    [() => pow(2, -1), '0.5'],
    [() => pow(2, 10, 1000), '24'],
    [() => pow(3, -1, 11), '4'],
    [() => pow(2, -1, 4), 'ValueError: base is not invertible for the given modulus'],
    [() => pow(0, -1), 'ZeroDivisionError: zero to a negative power'],
    [() => pow(2, 3, 0), 'ValueError: pow() 3rd argument cannot be 0'],
    [() => abs(-2), '2'],
    [() => abs('a' as never), 'TypeError: bad operand type for abs(): \'str\''],
  ],
  'enumerate, zip, map, filter and reversed go through what there is': [
    [() => enumerate('ab'), '[[0, \'a\'], [1, \'b\']]'],
    [() => enumerate(['a'], 1), '[[1, \'a\']]'],
    [() => enumerate(['a'], { start: 5 }), '[[5, \'a\']]'],
    [() => zip([1, 2, 3], 'ab'), '[[1, \'a\'], [2, \'b\']]'],
    [() => zip(), '[]'],
    [() => zip([1, 2], [3, 4], { strict: true }), '[[1, 3], [2, 4]]'],
    [() => zip([1], [1, 2], { strict: true }), 'ValueError: zip() argument 2 is longer than argument 1'],
    [() => zip([1, 2], [1], { strict: true }), 'ValueError: zip() argument 2 is shorter than argument 1'],
    [() => zip([1], [1], [], { strict: true }), 'ValueError: zip() argument 3 is shorter than arguments 1-2'],
    [() => zip([1], 5 as never), 'TypeError: \'int\' object is not iterable'],
    [() => map((a, b) => a + b, [1, 2], [10, 20, 30]), '[11, 22]'],
    [() => map(5 as never, [1]), 'TypeError: \'int\' object is not callable'],
    [() => filter(n => n % 2, [1, 2, 3]), '[1, 3]'],
    [() => filter(null, [0, 1, '', 'a', [], [0]]), '[1, \'a\', [0]]'],
    [() => reversed([1, 2, 3]), '[3, 2, 1]'],
    [() => reversed('abc'), '[\'c\', \'b\', \'a\']'],
    [() => reversed(new Set([1]) as never), 'TypeError: \'set\' object is not reversible'],
  ],
  'lists, sets, dicts and iterators are made of what there is': [
    [() => [list('ab'), tuple([1]), list()], '[[\'a\', \'b\'], [1], []]'],
    [() => list(new Map([['a', 1]])), '[\'a\']'],
    [() => set([1, 2, 1]), '{1, 2}'],
    [() => dict([['a', 1], ['b', 2]]), '{\'a\': 1, \'b\': 2}'],
    [() => dict({ a: 1 }), '{\'a\': 1}'],
    [() => dict([[1, 2, 3]] as never), 'ValueError: dictionary update sequence element #0 has length 3; 2 is required'],
    [() => list(5 as never), 'TypeError: \'int\' object is not iterable'],
    [() => next(iter([1, 2])), '1'],
    [() => next(iter([]), 'none'), '\'none\''],
    [() => next(iter([])), 'StopIteration: '],
    [() => next(5 as never), 'TypeError: \'int\' object is not an iterator'],
  ],
  'what is true is Python\'s': [
    [() => [0, '', null, undefined, false, [], {}, new Map(), new Set(), 0n].map(bool), repr(Array.from({ length: 10 }).fill(false))],
    [() => [1, 'a', true, [0], { a: 0 }, new Map([[1, 1]]), Number.NaN, () => 1].map(bool), repr(Array.from({ length: 8 }).fill(true))],
    [() => [any([0, []]), any([0, 1]), any([]), all([1, 'a']), all([1, []]), all([])], '[False, True, False, True, False, True]'],
    [() => any(5 as never), 'TypeError: \'int\' object is not iterable'],
    [() => [isinstance(1, int), isinstance('a', str), isinstance([], list), isinstance(1.5, int), isinstance(true, bool), isinstance({}, dict), isinstance(new Map(), [set, dict])], '[True, True, True, False, True, True, True]'],
    [() => isinstance(new builtins.KeyError('a'), builtins.LookupError), 'True'],
    [() => isinstance(1, 'a' as never), 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union'],
  ],
  'characters and bases': [
    [() => [chr(97), chr(128512), ord('a'), ord('😀')], '[\'a\', \'😀\', 97, 128512]'],
    [() => [hex(255), hex(-255), oct(8), bin(5)], '[\'0xff\', \'-0xff\', \'0o10\', \'0b101\']'],
    [() => chr(0x110000), 'ValueError: chr() arg not in range(0x110000)'],
    [() => ord('ab'), 'TypeError: ord() expected a character, but string of length 2 found'],
    [() => hex(1.5), 'TypeError: \'float\' object cannot be interpreted as an integer'],
  ],
  'format writes what an f-string would': [
    [() => [format(3.14159, '.2f'), format(3, '.2f'), format(1234567.891, ',.1f'), format(0.256, '.1%'), format(12345.678, '.3e')], '[\'3.14\', \'3.00\', \'1,234,567.9\', \'25.6%\', \'1.235e+04\']'],
    [() => [format(42, '5d'), format(42, '<5'), format(42, '05d'), format(-42, '05d'), format(42, '+'), format(1234567, ','), format(42, '*^6')], '[\'   42\', \'42   \', \'00042\', \'-0042\', \'+42\', \'1,234,567\', \'**42**\']'],
    [() => [format(255, 'x'), format(255, '#x'), format(255, 'X'), format(5, '08b'), format(5, '#b')], '[\'ff\', \'0xff\', \'FF\', \'00000101\', \'0b101\']'],
    [() => [format('Ada', '>6'), format('Ada', '^7'), format('Ada', '.2'), format('Ada'), format([1])], '[\'   Ada\', \'  Ada  \', \'Ad\', \'Ada\', \'[1]\']'],
    [() => [format(0.00001234, 'g'), format(123456789, 'g'), format(1.5, 'g'), format(100, 'g')], '[\'1.234e-05\', \'1.23457e+08\', \'1.5\', \'100\']'],
    [() => format('a', 'd'), 'ValueError: Unknown format code \'d\' for object of type \'str\''],
    [() => format(1.5, 'd'), 'ValueError: Unknown format code \'d\' for object of type \'float\''],
  ],
}

for (const [name, cases] of Object.entries(groups)) {
  it(name, () => {
    for (const [call, python] of cases)
      expect(`${call} ${shown(call)}`).toBe(`${call} ${python}`)
  })
}

describe('id', () => {
  it('is the same for one object, and another for another', () => {
    const [a, b] = [{}, {}]
    expect(id(a)).toBe(id(a))
    expect(id(a)).not.toBe(id(b))
    expect(() => id(1 as never)).toThrow(TypeError)
  })
})
