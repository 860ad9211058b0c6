/** What crosses to another thread stays what it is, or is refused by name. */
import { describe, expect, it } from 'vitest'
import { runSnippet } from '../run-snippet'

const HEADING = `import { int, isinstance, list, print, repr, ValueError } from 'builtins'
import { Counter, defaultdict as DefaultDict, deque as Deque } from 'collections'
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'concurrent.futures'
import { Queue } from 'queue'
import * as shared from 'shared'
import { Thread } from 'threading'
import * as web from 'web'
`

async function printed(source: string): Promise<string[]> {
  const { lines, problems } = await runSnippet(HEADING + source)
  expect(problems).toEqual([])
  return lines
}

const SAMPLES = `
function make() {
  const groups = new DefaultDict<string, unknown[]>(list)
  groups.get('a').push(1)
  const self = new Deque<unknown>([1, 2, 3], { maxlen: 3 })
  self.append(self)
  return { counter: new Counter('abca'), zeros: new DefaultDict<string, number>(int, [['x', 1]]), groups, recent: new Deque([1, 2, 3], { maxlen: 2 }), self }
}
type Sample = ReturnType<typeof make>
function check({ counter, zeros, groups, recent, self }: Sample) {
  counter.update(['a', 'z'])
  zeros.set('y', zeros.get('y') + 1)
  groups.get('b').push(2)
  recent.append(4)
  return [isinstance(counter, Counter), repr(counter), counter.mostCommon({ n: 1 }), counter.get('none'), repr(zeros), repr([...groups]), isinstance(recent, Deque), repr(recent), self.get(-1) === self, self.maxlen]
}
function same(value: unknown) { return value }
`

describe('collections cross as what they are', () => {
  it.each([
    ['as arguments and results of a pool\'s thread', 'using pool = new ThreadPoolExecutor(); print(check(pool.submit(same, make()).result() as Sample)); print(pool.submit(check, make()).result())'],
    ['as arguments and results of a process', 'using pool = new ProcessPoolExecutor({ maxWorkers: 1 }); print(check(pool.submit(same, make()).result() as Sample)); print(pool.submit(check, make()).result())'],
    ['as items of a queue and of shared lists and dicts', `const queue = new Queue<Sample>(); queue.put(make()); print(check(queue.get()))
  const items = shared.list([make()]); print(check(items.get(0))); const dict = shared.dict({ a: make() }); print(check(dict.get('a')!))`],
    ['as arguments of exceptions', `using pool = new ThreadPoolExecutor(); print(check(pool.submit(fail).exception()!.args[0] as Sample))`],
  ])('%s', async (_, main) => {
    const lines = await printed(`${SAMPLES}
function fail() { throw new ValueError(make()) }
export function main() {
  print(check(make()))
  ${main}
}`)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines[0]).toContain('Counter({\'a\': 3')
    expect(new Set(lines).size).toBe(1)
  })

  it('as fields of a thread', async () => {
    expect(await printed(`class Counting extends Thread {
  counts = new Counter('ab')
  override run() { this.counts.update('b') }
}
export function main() { const thread = new Counting(); thread.start(); thread.join(); print(thread.counts.mostCommon(1), thread.counts) }`)).toEqual(['[[\'b\', 2]] Counter({\'b\': 2, \'a\': 1})'])
  })

  it('and so do responses', async () => {
    expect(await printed(`export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  for (const response of pool.map(web.get, ['io/wait?ms=1&bytes=3', 'io/wait?ms=1&fail=503'])) {
    print(response, response.body.length, response.text.length === response.body.length, response.url)
    try { response.raiseForStatus() } catch (error) { print(error) }
  }
}`)).toEqual(['<Response 200> 3 True io/wait?ms=1&bytes=3', expect.stringContaining('<Response 503>'), 'HTTP Error 503: Service Unavailable'])
  })
})

describe('what would lose its methods is refused', () => {
  it.each([
    ['an instance of a class of the program', 'class Box { get() { return 1 } }', 'new Box()', /^args\[0\] can't cross to another thread: it is an instance of Box\./],
    ['an instance of a class that derives from Map', 'class Bag extends Map<string, number> { more() {} }', '[new Bag()]', /^args\[0\]\[0\] can't cross to another thread: it is an instance of Bag\./],
    ['an instance of a class that derives from Array', 'class Stack extends Array<number> { peek() {} }', 'new Stack()', /it is an instance of Stack\./],
    ['an instance of a class that derives from Counter', 'class Votes extends Counter { winner() {} }', 'new Votes()', /it is an instance of Votes\./],
    ['a defaultdict that makes its values with a closure', '', 'new DefaultDict(() => 0)', /^args\[0\]\.defaultFactory can't cross to another thread: it is a closure/],
    ['what a Counter counts', 'class Box {}', 'new Counter([new Box()])', /^args\[0\]\.keys\(\) can't cross to another thread: it is an instance of Box\./],
  ])('%s', async (_, before, value, message) => {
    const { problems } = await runSnippet(`${HEADING}${before}
function work(_: unknown) {}
export function main() { new Thread({ target: work, args: [${value}] }) }`)
    expect(problems.map(({ type }) => type)).toEqual(['TypeError'])
    expect(problems[0]!.message).toMatch(message)
  })
})

it('an exception of a class that other threads do not know is one of the nearest class that they know', async () => {
  expect(await printed(`function fail() { class Local extends ValueError {}; throw new Local('no') }
export function main() { using pool = new ThreadPoolExecutor(); const error = pool.submit(fail).exception(); print(isinstance(error, ValueError), error?.name, error) }`)).toEqual(['True Local no'])
})
