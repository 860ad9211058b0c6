/** itertools, collections, functools, math, random and time give what CPython's give. */
import { expect, it } from 'vitest'
import { repr } from '../../../engine/stdlib/builtins'
import { Counter, defaultdict as DefaultDict, deque as Deque } from '../../../engine/stdlib/collections'
import { cache, lruCache, partial, reduce, wraps } from '../../../engine/stdlib/functools'
import * as itertools from '../../../engine/stdlib/itertools'
import * as math from '../../../engine/stdlib/math'
import * as operator from '../../../engine/stdlib/operator'
import { Random } from '../../../engine/stdlib/random'
import { formatTime } from '../../../engine/stdlib/time/strftime'

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
function expectAll(cases: readonly [call: () => unknown, python: string][]): void {
  for (const [call, python] of cases)
    expect(`${call} ${shown(call)}`).toBe(`${call} ${python}`)
}

it('itertools', () => {
  const { accumulate, batched, chain, combinations, compress, count, cycle, dropwhile, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, zipLongest } = itertools
  expectAll([
    [() => islice(count(), 3), '[0, 1, 2]'],
    [() => islice(count(10, 5), 1, 6, 2), '[15, 25, 35]'],
    [() => islice('abc', null), '[\'a\', \'b\', \'c\']'],
    [() => islice('abc', -1), 'ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.'],
    [() => islice(cycle('ab'), 5), '[\'a\', \'b\', \'a\', \'b\', \'a\']'],
    [() => repeat(1, 2), '[1, 1]'],
    [() => chain('ab', [1]), '[\'a\', \'b\', 1]'],
    [() => chain.fromIterable([[1], [2, 3]]), '[1, 2, 3]'],
    [() => batched('abcde', 2), '[[\'a\', \'b\'], [\'c\', \'d\'], [\'e\']]'],
    [() => batched('abc', 0), 'ValueError: n must be at least one'],
    [() => batched('abc', 2, { strict: true }), 'ValueError: batched(): incomplete batch'],
    [() => pairwise('abc'), '[[\'a\', \'b\'], [\'b\', \'c\']]'],
    [() => accumulate([1, 2, 3]), '[1, 3, 6]'],
    [() => accumulate([1, 2, 3], (a, b) => a * b, { initial: 10 }), '[10, 10, 20, 60]'],
    [() => takewhile(n => n < 3, [1, 2, 3, 1]), '[1, 2]'],
    [() => dropwhile(n => n < 3, [1, 2, 3, 1]), '[3, 1]'],
    [() => compress('abc', [1, 0, 1]), '[\'a\', \'c\']'],
    [() => starmap((a: number, b: number) => a * b, [[1, 2], [3, 4]]), '[2, 12]'],
    [() => groupby('aabc'), '[[\'a\', [\'a\', \'a\']], [\'b\', [\'b\']], [\'c\', [\'c\']]]'],
    [() => product('ab', [1, 2]), '[[\'a\', 1], [\'a\', 2], [\'b\', 1], [\'b\', 2]]'],
    [() => product([0, 1], { repeat: 2 }), '[[0, 0], [0, 1], [1, 0], [1, 1]]'],
    [() => permutations([1, 2, 3], 2), '[[1, 2], [1, 3], [2, 1], [2, 3], [3, 1], [3, 2]]'],
    [() => combinations([1, 2, 3], 2), '[[1, 2], [1, 3], [2, 3]]'],
    [() => zipLongest([1, 2], ['a'], { fillvalue: 0 } as never), '[[1, \'a\'], [2, 0]]'],
  ])
  // No more is taken from a source than is asked for.
  const numbers = count()
  expect([...islice(numbers, 2)]).toEqual([0, 1])
  expect(numbers.next().value).toBe(2)
})

it('collections', () => {
  const last = new Deque([1, 2, 3], { maxlen: 2 })
  const queue = new Deque<number>()
  queue.extend([1, 2, 3])
  queue.appendleft(0)
  queue.rotate(1)
  expectAll([
    [() => last, 'deque([2, 3], maxlen=2)'],
    [() => [queue, queue.length, queue.get(-1), queue.count(1), queue.includes(9)], '[deque([3, 0, 1, 2]), 4, 2, 1, False]'],
    [() => [queue.popleft(), queue.pop(), [...queue]], '[3, 2, [0, 1]]'],
    [() => queue.remove(9), 'ValueError: deque.remove(x): x not in deque'],
    [() => new Deque().pop(), 'IndexError: pop from an empty deque'],
    [() => new Counter('banana').mostCommon(2), '[[\'a\', 3], [\'n\', 2]]'],
    [() => new Counter('banana').get('x'), '0'],
    [() => new Counter('aab'), 'Counter({\'a\': 2, \'b\': 1})'],
    [() => new Counter('aab').total(), '3'],
    [() => new Counter('aab').elements(), '[\'a\', \'a\', \'b\']'],
  ])
  const groups = new DefaultDict<string, number[]>(() => [])
  groups.get('a').push(1)
  groups.get('a').push(2)
  expect(repr(new Map(groups))).toBe('{\'a\': [1, 2]}')
  const counts = new Counter<string>('ab')
  counts.update('aa')
  counts.subtract('b')
  expect([...counts]).toEqual([['a', 3], ['b', 0]])
})

it('functools', () => {
  let calls = 0
  const square = cache((n: number) => {
    calls += 1
    return n * n
  })
  expect([square(3), square(3), square(4), calls]).toEqual([9, 9, 16, 2])
  expect(String(square.cacheInfo())).toBe('CacheInfo(hits=1, misses=2, maxsize=None, currsize=2)')
  square.cacheClear()
  expect(square.cacheInfo()).toMatchObject({ hits: 0, currsize: 0 })
  const small = lruCache({ maxsize: 2 })((n: number) => n)
  for (const n of [1, 2, 1, 3, 1, 2])
    small(n)
  expect(String(small.cacheInfo())).toBe('CacheInfo(hits=2, misses=4, maxsize=2, currsize=2)')
  expect(() => cache((o: object) => o)({})).toThrow('unhashable type: \'dict\'')
  expect(partial((a: number, b: number) => a - b, 10)(3)).toBe(7)
  expect([reduce((a, b) => a + b, [1, 2, 3]), reduce((a, b) => a + b, [], 5)]).toEqual([6, 5])
  expect(() => reduce((a, b) => a + b, [] as number[])).toThrow('reduce() of empty iterable with no initial value')
  expect(wraps(shown)(() => 1).name).toBe('shown')
})

it('math', () => {
  expectAll([
    [() => [math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.sqrt(9), math.gcd(12, 18), math.lcm(4, 6), math.factorial(5), math.comb(5, 2), math.perm(5, 2), math.isqrt(17)], '[-2, 2, -1, 3, 6, 12, 120, 10, 20, 4]'],
    [() => [math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, { absTol: 0.2 }), math.isnan(math.nan), math.isinf(-math.inf)], '[True, False, True, True, True]'],
    [() => [math.log(math.e), math.log(8, 2), math.log10(100), math.log2(8), math.prod([2, 3]), math.copysign(1, -0), math.hypot(3, 4), math.dist([0, 0], [3, 4]), math.fmod(-7, 3)], '[1, 3, 2, 3, 6, -1, 5, 5, -1]'],
    [() => math.sqrt(-1), 'ValueError: expected a nonnegative input, got -1.0'],
    [() => math.log(0), 'ValueError: expected a positive input'],
    [() => math.log(-1.5), 'ValueError: expected a positive input, got -1.5'],
    [() => math.log(4, 1), 'ZeroDivisionError: division by zero'],
    [() => math.asin(2), 'ValueError: expected a number in range from -1 up to 1, got 2.0'],
    [() => math.sin(math.inf), 'ValueError: expected a finite input, got inf'],
    [() => math.exp(1e9), 'OverflowError: math range error'],
    [() => math.pow(0, -1), 'ValueError: math domain error'],
    [() => math.fmod(1, 0), 'ValueError: math domain error'],
    [() => math.floor(math.nan), 'ValueError: cannot convert float NaN to integer'],
    [() => math.factorial(-1), 'ValueError: factorial() not defined for negative values'],
    [() => math.isqrt(-1), 'ValueError: isqrt() argument must be nonnegative'],
  ])
})

it('random.gauss and random.choices give CPython\'s numbers for a seed', () => {
  const random = new Random(42)
  expect([random.gauss(), random.gauss(), random.gauss(10, 2)]).toEqual([-0.14409032957792836, -0.1729036003315193, 9.777368276864674])
  expect(new Random(1).choices(['a', 'b', 'c'], { k: 5 })).toEqual(['a', 'c', 'c', 'a', 'b'])
  expect(new Random(1).choices(['a', 'b', 'c'], { weights: [5, 1, 1], k: 5 })).toEqual(['a', 'b', 'b', 'a', 'a'])
})

it('time.strftime', () => {
  expect(formatTime('%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %I %p %%', new Date(2024, 1, 3, 14, 5, 9))).toBe('2024-02-03 14:05:09 Sat Saturday Feb February 034 24 02 PM %')
  expect(formatTime('%c', new Date(2024, 1, 3, 14, 5, 9))).toBe('Sat Feb  3 14:05:09 2024')
})

it('operator', () => {
  const { add, contains, eq, gt, itemgetter, lt, mul, ne } = operator
  expectAll([
    [() => [eq([1, [2]], [1, [2]]), eq([1], [2]), ne([1], [2]), eq(1, true), eq('1', 1), eq(Number.NaN, Number.NaN)], '[True, False, True, True, False, False]'],
    [() => [eq(new Map([['a', [1]]]), new Map([['a', [1]]])), eq({ a: 1, b: 2 }, { b: 2, a: 1 }), eq(new Set([1, 2]), new Set([2, 1]))], '[True, True, True]'],
    [() => [lt(1, 2), gt('b', 'a'), lt([1, 2], [1, 3])], '[True, True, True]'],
    [() => lt(1, 'a'), 'TypeError: \'<\' not supported between instances of \'int\' and \'str\''],
    [() => gt(1, 'a'), 'TypeError: \'>\' not supported between instances of \'int\' and \'str\''],
    [() => [add(1, 2), add('a', 'b'), add([1], [2]), mul(2, 3), reduce(add, [1, 2, 3])], '[3, \'ab\', [1, 2], 6, 6]'],
    [() => add(1, 'a' as never), 'TypeError: unsupported operand type(s) for +: \'int\' and \'str\''],
    [() => [contains([[1], 2], [1]), contains('abc', 'bc'), contains(new Map([['a', 1]]), 'a'), contains({ a: 1 }, 'b')], '[True, True, True, False]'],
    [() => contains(1, 1), 'TypeError: argument of type \'int\' is not a container or iterable'],
    [() => [itemgetter(-1)([1, 2]), itemgetter('a', 'b')({ a: 1, b: 2 }), itemgetter('a')(new Map([['a', 1]]))], '[2, [1, 2], 1]'],
    [() => itemgetter(2)([1, 2]), 'IndexError: list index out of range'],
    [() => itemgetter('x')({ a: 1 }), 'KeyError: \'x\''],
  ])
})
