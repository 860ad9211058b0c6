import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import { Lock } from 'threading'
import { IndexError, KeyError, len, OverflowError, range, ValueError } from 'builtins'
import * as shared from 'shared'
`

describe('shared', () => {
  promise('int, float and array hold numbers that all threads see', `${heading}
const whole = shared.int(1)
const real = shared.float(0.5)
const numbers = shared.array([1, 2, 3])
const zeros = shared.array(2)
function change() {
  whole.value += 1
  real.value *= 3
  numbers[1] = 20
  zeros[0]! -= 1
}
export function main() {
  joinThreads(startThreads(1, change))
  assertEqual([whole.value, real.value, [...numbers], [...zeros], numbers.length], [2, 1.5, [1, 20, 3], [-1, 0], 3])
  assertRaises(TypeError, () => whole.value = 1.5)
  assertRaises(TypeError, () => real.value = '1' as never)
  assertRaises(OverflowError, () => whole.value = 2 ** 53)
  assertRaises(ValueError, () => shared.array(-1))
}`)

  promise('all of them can be arguments: threads mean the same one', `${heading}
function change(whole: { value: number }, numbers: Float64Array, list: ReturnType<typeof shared.list<number>>, dict: ReturnType<typeof shared.dict<string, number>>) {
  whole.value = 7
  numbers[0] = 8
  list.append(9)
  dict.set('ten', 10)
}
export function main() {
  const [whole, numbers, list, dict] = [shared.int(), shared.array(1), shared.list<number>(), shared.dict<string, number>()]
  joinThreads(startThreads(1, change, whole, numbers, list, dict))
  assertEqual([whole.value, numbers[0], list.get(0), dict.get('ten')], [7, 8, 9, 10])
}`)
})

describe('shared.list', () => {
  promise('append, extend, insert and pop change it, get and set reach its items', `${heading}
export function main() {
  const list = shared.list<unknown>(['a', 2])
  list.append({ deep: [null] })
  list.extend([true, 1.5])
  list.insert(0, 'first')
  list.insert(-1, 'last but one')
  list.insert(100, 'end')
  assertEqual([...list], ['first', 'a', 2, { deep: [null] }, true, 'last but one', 1.5, 'end'])
  assertEqual([list.length, len(list), list.get(0), list.get(-1)], [8, 8, 'first', 'end'])
  list.set(1, 'b')
  list.set(-1, 'new end')
  assertEqual([list.pop(), list.pop({ index: 0 }), list.pop({ index: -2 })], ['new end', 'first', 'last but one'])
  assertEqual(list.copy(), ['b', 2, { deep: [null] }, true, 1.5])
  assertEqual(String(list), '[\\'b\\', 2, {\\'deep\\': [None]}, True, 1.5]')
  list.clear()
  assertEqual([list.length, list.copy()], [0, []])
}`)

  promise('an index out of range raises IndexError', `${heading}
export function main() {
  const list = shared.list([1, 2])
  assertRaises(IndexError, () => list.get(2), 'list index out of range')
  assertRaises(IndexError, () => list.get(-3), 'list index out of range')
  assertRaises(IndexError, () => list.set(2, 1), 'list assignment index out of range')
  assertRaises(IndexError, () => list.pop({ index: 5 }), 'pop index out of range')
  assertRaises(IndexError, () => shared.list().pop(), 'pop from empty list')
  assertRaises(TypeError, () => list.get(0.5), 'list indices must be integers or slices, not float')
  assertRaises(TypeError, () => list.append((() => 1) as never), /^item can't cross/)
  assertEqual(list.copy(), [1, 2])
}`)

  promise('no append of several threads is lost', `${heading}
const list = shared.list<[number, number]>()
function work(who: number) {
  for (let n = 0; n < 300; n++)
    list.append([who, n])
}
export function main() {
  joinThreads([0, 1, 2, 3].map(who => startThreads(1, work, who)[0]!))
  const next = [0, 0, 0, 0]
  for (const [who, n] of list.copy()) {
    assertEqual(n, next[who]!)
    next[who] = n + 1
  }
  assertEqual(next, [300, 300, 300, 300])
}`)

  promise('an item that was got is a copy', `${heading}
export function main() {
  const list = shared.list([[1]])
  list.get(0).push(2)
  assertEqual(list.get(0), [1])
  const lock = new Lock()
  const locks = shared.list([lock])
  assertTrue(locks.get(0) === lock)
}`)
})

describe('shared.list has the methods of Python\'s list', () => {
  promise('remove, index, count, includes, reverse, sort and pop of an index', `${heading}
export function main() {
  const list = shared.list<unknown>(['Ada', 'Bob', 'Ada', [1, { a: 2 }]])
  list.remove('Ada')
  assertEqual(list.copy(), ['Bob', 'Ada', [1, { a: 2 }]])
  assertEqual([list.index('Ada'), list.index([1, { a: 2 }]), list.index('Ada', -2), list.count('Ada'), list.count('x')], [1, 2, 1, 1, 0])
  assertEqual([list.includes([1, { a: 2 }]), list.includes('Eve')], [true, false])
  assertRaises(ValueError, () => list.remove('Eve'), 'list.remove(x): x not in list')
  assertRaises(ValueError, () => list.index('Bob', 1), 'list.index(x): x not in list')
  list.reverse()
  assertEqual([list.pop(0), list.pop(), list.pop(-1), len(list)], [[1, { a: 2 }], 'Bob', 'Ada', 0])
  assertRaises(IndexError, () => list.pop(0), 'pop from empty list')
}`)

  promise('sort is stable and takes a key and reverse', `${heading}
export function main() {
  const numbers = shared.list([10, 9, 1, 16, 4])
  numbers.sort()
  assertEqual(numbers.copy(), [1, 4, 9, 10, 16])
  numbers.sort({ reverse: true })
  assertEqual(numbers.copy(), [16, 10, 9, 4, 1])
  const pairs = shared.list<[string, number]>([['b', 1], ['a', 1], ['c', 0]])
  pairs.sort({ key: ([, n]) => n })
  assertEqual(pairs.copy(), [['c', 0], ['b', 1], ['a', 1]])
  pairs.sort({ key: ([, n]) => n, reverse: true })
  assertEqual(pairs.copy(), [['b', 1], ['a', 1], ['c', 0]])
  const mixed = shared.list<unknown>([2, 'a', 1])
  assertRaises(TypeError, () => mixed.sort(), "'<' not supported between instances of 'str' and 'int'")
  assertEqual(mixed.copy(), [2, 'a', 1])
  assertRaises(ValueError, () => numbers.sort({ key: (n) => { numbers.append(n); return n } }), 'list modified during sort')
  assertEqual(len(numbers), 5)
  assertRaises(KeyError, () => numbers.sort({ key: () => { throw new KeyError('no') } }), "'no'")
  assertEqual(len(numbers), 5)
}`)

  promise('no item is lost while several threads sort, reverse and remove', `${heading}
const list = shared.list(range(60))
function work(who: number) {
  for (let n = who; n < 60; n += 3) {
    if (n % 2 === 0) list.sort()
    else list.reverse()
    list.remove(n)
    list.append(n + 100)
  }
}
export function main() {
  joinThreads([0, 1, 2].map(who => startThreads(1, work, who)[0]!))
  list.sort()
  assertEqual(list.copy(), range(100, 160))
}`)
})

describe('shared.dict', () => {
  promise('popitem takes the key that was set last, fromkeys gives all keys one value', `${heading}
export function main() {
  const dict = shared.dict({ a: 1, b: 2, c: [3] as unknown })
  dict.delete('c')
  dict.set('c', [4])
  assertEqual([dict.popitem(), dict.popitem(), dict.size], [['c', [4]], ['b', 2], 1])
  dict.clear()
  assertRaises(KeyError, () => dict.popitem(), "'popitem(): dictionary is empty'")
  assertEqual(shared.dict.fromkeys(['x', 'y'], 0).items(), [['x', 0], ['y', 0]])
  assertEqual([shared.dict.fromkeys('ab').get('a'), dict.setdefault('n')], [null, null])
}`)

  promise('set, get, has, delete and pop reach its keys', `${heading}
export function main() {
  const dict = shared.dict<unknown, unknown>([['a', 1], [2, 'two']])
  dict.set('list', [1, { x: null }])
  dict.set('a', 10)
  assertEqual([dict.get('a'), dict.get(2), dict.get('list'), dict.get('missing'), dict.get('missing', { default: 0 })], [10, 'two', [1, { x: null }], undefined, 0])
  assertEqual([dict.has('a'), dict.has('b'), dict.size, len(dict)], [true, false, 3, 3])
  assertEqual([dict.delete('a'), dict.delete('a'), dict.size], [true, false, 2])
  assertEqual([dict.pop(2), dict.pop(2, { default: 'none' })], ['two', 'none'])
  assertRaises(KeyError, () => dict.pop('missing'), '\\'missing\\'')
  dict.clear()
  assertEqual([dict.size, dict.items()], [0, []])
}`)

  promise('it keeps the order in which keys were set first', `${heading}
export function main() {
  const dict = shared.dict({ one: 1, two: 2 })
  dict.update({ three: 3, one: 11 })
  dict.delete('two')
  dict.set('two', 22)
  assertEqual([dict.keys(), dict.values(), dict.items(), [...dict]], [['one', 'three', 'two'], [11, 3, 22], [['one', 11], ['three', 3], ['two', 22]], ['one', 'three', 'two']])
  assertEqual(String(dict), '{\\'one\\': 11, \\'three\\': 3, \\'two\\': 22}')
}`)

  promise('keys are equal by their value, and what has no hash is refused', `${heading}
export function main() {
  const dict = shared.dict<unknown, number>()
  dict.set([1, 'a'], 1)
  dict.set([1, 'a'], 2)
  dict.set('1', 3)
  dict.set(1, 4)
  dict.set(-0, 5)
  dict.set(0, 6)
  dict.set(null, 7)
  assertEqual([dict.get([1, 'a']), dict.get('1'), dict.get(1), dict.get(0), dict.get(null), dict.size], [2, 3, 4, 6, 7, 5])
  assertRaises(TypeError, () => dict.set({ a: 1 }, 1), 'unhashable type: \\'dict\\'')
  assertRaises(TypeError, () => dict.get(new Set()), 'unhashable type: \\'set\\'')
}`)

  promise('setdefault sets a key once, whichever thread comes first', `${heading}
const dict = shared.dict<string, number>()
const firsts = shared.list<number>()
function work(who: number) {
  firsts.append(dict.setdefault('key', who))
}
export function main() {
  joinThreads([1, 2, 3, 4].map(who => startThreads(1, work, who)[0]!))
  assertEqual(new Set(firsts.copy()).size, 1)
  assertEqual(dict.get('key'), firsts.get(0))
}`)

  promise('it holds thousands of keys, set and deleted by several threads', `${heading}
const dict = shared.dict<string, number>()
function work(who: number) {
  for (let n = 0; n < 500; n++) {
    dict.set(\`\${who}/\${n}\`, n)
    if (n % 3 === 0)
      dict.delete(\`\${who}/\${n - 3}\`)
  }
}
export function main() {
  joinThreads([0, 1, 2, 3].map(who => startThreads(1, work, who)[0]!))
  for (const who of range(4)) {
    for (const n of range(500))
      assertEqual(dict.get(\`\${who}/\${n}\`), n % 3 === 0 && n < 498 ? undefined : n, String(n))
  }
  assertEqual(dict.size, 4 * (500 - 166))
}`)
})

describe('shared.set', () => {
  promise('holds each item once, has Python\'s methods, and is one in all threads', `${heading}
import { eq } from 'operator'
const seen = shared.set<string | number | (string | number)[]>(['a', 'b', 'a'])
const won = shared.int()
function visit() {
  for (let n = 0; n < 50; n++) {
    if (seen.add(n))
      bump(won)
  }
}
export function main() {
  assertEqual([seen.size, len(seen), seen.has('a'), seen.has('c'), [...seen], String(seen)], [2, 2, true, false, ['a', 'b'], "{'a', 'b'}"])
  joinThreads(startThreads(4, visit))
  assertEqual([seen.size, won.value], [52, 50])
  assertTrue(eq(seen, new Set(['b', 'a', ...range(50)])))
  seen.discard('none'); seen.discard('a'); seen.remove('b')
  assertRaises(KeyError, () => seen.remove('b'), "'b'")
  assertEqual([seen.pop(), seen.size], [0, 49])
  seen.clear(); seen.update([[1, 'x'], [1, 'x']])
  assertEqual([seen.size, seen.has([1, 'x']), seen.delete([1, 'x']), seen.delete([1, 'x'])], [1, true, true, false])
  assertRaises(KeyError, () => seen.pop(), "'pop from an empty set'")
  assertRaises(TypeError, () => seen.add({} as never), "unhashable type: 'dict'")
}`)
})
