/** The errors of a program that uses Python's names for those of the modules. */
import { describe, expect, it } from 'vitest'
import { suggestion } from '../../../engine/kernel/suggestion'
import { runInNode } from './run-in-node'

const IMPORTS = `import * as asyncio from 'asyncio'
import * as threading from 'threading'
import { print } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
`

async function problemOf(statement: string, imports = IMPORTS) {
  const { problems } = await runInNode(`${imports}class Point {}\nasync function coro() {}\nexport async function main() {\n${statement}\n}`)
  const { type, message, hint } = problems.find(({ severity }) => severity === 'error') ?? {}
  return { said: `${type}: ${message}`, hint }
}

describe('the name that was meant is named', () => {
  it.each([
    ['a function of a module', 'asyncio.create_task(coro())', 'AttributeError: module \'asyncio\' has no attribute \'create_task\'. Did you mean: \'createTask\'?'],
    ['one that is mistyped', 'asyncio.gahter(coro())', 'AttributeError: module \'asyncio\' has no attribute \'gahter\'. Did you mean: \'gather\'?'],
    ['one that is not called', 'print(threading.MAX_TIMEOUT)', 'AttributeError: module \'threading\' has no attribute \'MAX_TIMEOUT\''],
    ['an argument', 'new ThreadPoolExecutor({ max_workers: 1 })', 'TypeError: ThreadPoolExecutor.__init__() got an unexpected keyword argument \'max_workers\'. Did you mean \'maxWorkers\'?'],
    ['a method', 'const lock = new threading.Condition(); lock.notify_all()', 'TypeError: lock.notify_all is not a function. Did you mean: \'notifyAll\'?'],
    ['a method of a thread', 'threading.currentThread().is_alive()', 'TypeError: threading.currentThread(...).is_alive is not a function. Did you mean: \'isAlive\'?'],
  ])('%s', async (_, statement, message) => {
    expect((await problemOf(statement)).said).toBe(message)
  })

  it('an import', async () => {
    expect((await problemOf('active_count()', 'import { active_count } from \'threading\'\n')).said).toBe('ImportError: cannot import name \'active_count\' from \'threading\'. Did you mean: \'activeCount\'?')
    expect((await problemOf('numpy()', 'import { numpy } from \'threading\'\n')).said).toBe('ImportError: cannot import name \'numpy\' from \'threading\'')
  })

  it('a module\'s missing name is an error where it is used, and can be caught', async () => {
    const { lines } = await runInNode(`${IMPORTS}export function main() {
  print('before')
  try { asyncio.create_task() }
  catch (error) { print(error.name) }
}`)
    expect(lines).toEqual(['before', 'AttributeError'])
  })
})

describe('a class that is called without new', () => {
  it.each([
    ['threading.Lock()', 'TypeError: Lock is a class: write new Lock(…)'],
    ['asyncio.Lock()', 'TypeError: Lock is a class: write new Lock(…)'],
    ['asyncio.Queue()', 'TypeError: Queue is a class: write new Queue(…)'],
    ['threading.Thread({})', 'TypeError: Thread is a class: write new Thread(…)'],
    ['Point()', 'TypeError: Point is a class: write new Point(…)'],
  ])('%s', async (statement, message) => {
    expect((await problemOf(statement)).said).toBe(message)
  })

  it('says so to who catches it, too', async () => {
    const { lines } = await runInNode(`${IMPORTS}export function main() { try { threading.Lock() } catch (error) { print(error.message) } }`)
    expect(lines).toEqual(['Lock is a class: write new Lock(…)'])
  })
})

describe('what is Python\'s or a promise\'s gets a hint', () => {
  it.each([
    ['coro().then(print)', /await it/],
    ['[].append(1)', /Python's append is, in JavaScript, push\(x\)/],
    ['"a".upper()', /toUpperCase/],
    ['print(None)', /Write null/],
    ['self.x = 1', /Write this/],
    ['print(len([]))', /import \{ len \} from 'builtins'/],
    ['time.sleep(1)', /import \* as time from 'time'/],
    ['new Semaphore()', /import \{ Semaphore \} from 'threading'/],
    ['await Promise.resolve(1)', /asyncio\.gather/],
  ])('%s', async (statement, hint) => {
    expect((await problemOf(statement)).hint).toMatch(hint)
  })
})

describe('a suggestion', () => {
  it.each([
    ['create_task', ['gather', 'createTask', 'Task'], 'createTask'],
    ['max_workers', ['maxWorkers', 'initializer'], 'maxWorkers'],
    ['RLock', ['Lock', 'RLock'], 'RLock'],
    ['numpy', ['Thread', 'Lock'], undefined],
    ['x', ['y', 'z'], undefined],
  ])('for %s', (wrong, names, expected) => {
    expect(suggestion(wrong, names)).toBe(expected)
  })
})
