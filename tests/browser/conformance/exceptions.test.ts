import type { SnippetResult } from '../run-snippet'
import { describe, expect } from 'vitest'
import { PRELUDE } from './prelude'
import { promise } from './promise'

const HEADING = `
import * as asyncio from 'asyncio'
import { BaseException, ExceptionGroup, IndexError, KeyError, OSError, print, RecursionError, repr, RuntimeError, StopAsyncIteration, StopIteration, str, SystemExit, ValueError } from 'builtins'
import { BrokenProcessPool, BrokenThreadPool, Future, ProcessPoolExecutor, ThreadPoolExecutor } from 'concurrent.futures'
import { Queue } from 'queue'
import { Thread } from 'threading'

function deep(depth: number): unknown[] {
  let list: unknown[] = []
  for (let i = 0; i < depth; i++)
    list = [list]
  return list
}
`

/** Lines of a snippet before the test's own. */
const HEADING_LINES = `${PRELUDE}\n${HEADING}`.split('\n').length - 1

/** The last problem's exceptions, the oldest first: class, message, functions of the traceback. */
function chainOf({ problems }: SnippetResult): string[] {
  const problem = problems.at(-1)!
  return [...problem.chain ?? [], problem].map(({ type, message, traceback = [] }) =>
    `${type}: ${message} in ${traceback.map(frame => `${frame.function}:${frame.line - HEADING_LINES}`).join(' ')}`)
}

function chains(expected: readonly string[]): (result: SnippetResult) => void {
  return (result) => {
    expect(chainOf(result)).toEqual(expected)
    for (const link of result.problems.at(-1)!.chain ?? [])
      expect(link.relation).toBe('cause')
  }
}

describe('what an exception has', () => {
  promise('args are what it was made with, and its message what str gives of them', `${HEADING}
export function main() {
  assertEqual(new ValueError('a').args, ['a'])
  assertEqual(new ValueError().args, [])
  assertEqual(new ValueError('a', 1).args, ['a', 1])
  assertEqual(new TypeError('a').args, ['a'])
  assertEqual([str(new ValueError('a', 1)), repr(new ValueError('a', 1))], ["('a', 1)", "ValueError('a', 1)"])
  assertEqual([new ValueError(5).message, repr(new ValueError(5))], ['5', 'ValueError(5)'])
  assertEqual(str(new ValueError(null)), 'None')
  assertEqual([str(new KeyError('x')), repr(new KeyError('x')), str(new KeyError('a', 'b'))], ["'x'", "KeyError('x')", "('a', 'b')"])
  assertEqual([str(new OSError(2, 'no')), new OSError(2, 'no').args], ['[Errno 2] no', [2, 'no']])
  assertEqual([new StopIteration(5).value, new StopIteration(5).args, str(new StopIteration(5))], [5, [5], '5'])
  assertEqual([new SystemExit(3).code, new SystemExit().code, new SystemExit('x').code], [3, null, 'x'])
  assertEqual(repr(new ExceptionGroup('m', [new ValueError(1)])), "ExceptionGroup('m', [ValueError(1)])")
  const cause = new ValueError('why')
  assertEqual([new ValueError('a', { cause }).args, new ValueError({ cause }).args], [['a'], []])
  assertTrue(new ValueError({ cause }).cause === cause)
}`)

  promise('notes are added, and a note is a string', `${HEADING}
export function main() {
  const error = new ValueError('a')
  assertEqual(error.notes, undefined)
  error.addNote('one')
  error.addNote('two')
  assertEqual(error.notes, ['one', 'two'])
  assertEqual(Object.keys(error), ['name'])
  new TypeError('b').addNote('of JavaScript\\'s own class too')
  assertRaises(TypeError, () => error.addNote(5 as never), "note must be a str, not 'int'")
}`)

  promise('notes are reported with the exception', `${HEADING}
export function main() {
  const error = new ValueError('a')
  error.addNote('look here')
  throw error
}`, { check: ({ problems }) => void expect(problems).toMatchObject([{ type: 'ValueError', message: 'a', notes: ['look here'] }]) })

  promise('args, notes and causes cross to other threads', `${HEADING}
function fail() {
  const error = new ValueError('a', [1, 2], { cause: new KeyError('k') })
  error.addNote('noted')
  throw error
}
export function main() {
  using threads = new ThreadPoolExecutor()
  const error = threads.submit(fail).exception()!
  assertEqual([error.args, error.notes, error.cause], [['a', [1, 2]], ['noted'], new KeyError('k')])
  assertEqual(Object.keys(error), [])
  using processes = new ProcessPoolExecutor()
  const other = processes.submit(fail).exception()!
  assertEqual([other.args, other.notes], [['a', [1, 2]], ['noted']])
}`)

  promise('an exception whose arguments can\'t cross keeps its message, its notes and its cause', `${HEADING}
function fail() {
  const error = new ValueError(() => 1, { cause: new KeyError(() => 2) })
  error.addNote('noted')
  throw error
}
export function main() {
  using threads = new ThreadPoolExecutor()
  const error = threads.submit(fail).exception()!
  assertTrue(error instanceof ValueError && error.cause instanceof KeyError)
  assertEqual(error.notes, ['noted'])
}`)

  promise('what is cancelled gets the message as it was given', `${HEADING}
export async function main() {
  for (const awaitable of [asyncio.createTask(asyncio.sleep(10)), asyncio.getRunningLoop().createFuture()]) {
    awaitable.cancel({ msg: 5 })
    try {
      await awaitable
    }
    catch (error) {
      assertEqual([error.args, error.message], [[5], '5'])
    }
  }
}`)

  promise('what is thrown and no exception is a TypeError, with the line and what it was', `${HEADING}
export function main() {
  assertRaises(TypeError, () => { throw { code: 5 } }, "exceptions must derive from BaseException: {'code': 5} was thrown")
  const why = ['no', 'good']
  throw why
}`, { check: result => void expect(chainOf(result)).toEqual(['TypeError: exceptions must derive from BaseException: [\'no\', \'good\'] was thrown in main:5']) })
})

describe('recursionError', () => {
  promise('calls that are nested too deeply are one, caught or not', `${HEADING}
function endless(): number {
  return endless() + 1
}
async function endlessly(): Promise<number> {
  return await endlessly() + 1
}
export async function main() {
  assertRaises(RecursionError, endless, 'maximum recursion depth exceeded')
  try {
    await endlessly()
    assertTrue(false)
  }
  catch (error) {
    assertTrue(error instanceof RecursionError && error instanceof RuntimeError, repr(error))
  }
  using pool = new ThreadPoolExecutor()
  assertEqual(pool.submit(endless).exception(), new RecursionError('maximum recursion depth exceeded'))
}`)

  promise('printing what is nested too deeply is one, with its line', `${HEADING}
export function main() {
  const list = deep(100_000)
  assertRaises(RecursionError, () => repr(list), 'maximum recursion depth exceeded while getting the repr of an object')
  print([1, [2]])
  print(list)
}`, { check: (result) => {
    expect(result.lines).toEqual(['[1, [2]]'])
    expect(chainOf(result)).toEqual(['RecursionError: maximum recursion depth exceeded while getting the repr of an object in main:6'])
  } })

  promise('what is nested too deeply can\'t cross to another thread', `${HEADING}
export function main() {
  assertRaises(RecursionError, () => new Queue().put(deep(100_000)), 'maximum recursion depth exceeded while pickling an object')
  const queue = new Queue()
  queue.put([1])
  assertEqual(queue.get(), [1])
}`)
})

describe('the exceptions that end an iteration', () => {
  promise('don\'t leave a coroutine or an asynchronous generator', `${HEADING}
async function stop() {
  throw new StopIteration('s')
}
async function* generate(error: Error) {
  yield 1
  throw error
}
async function messageOf(coroutine: PromiseLike<unknown>): Promise<string> {
  try {
    await coroutine
  }
  catch (error) {
    assertTrue(error.constructor === RuntimeError)
    return error.message + ' / ' + repr(error.cause)
  }
  return 'nothing'
}
async function exhaust(error: Error) {
  for await (const _ of generate(error));
}
export async function main() {
  assertEqual(await messageOf(stop()), "coroutine raised StopIteration / StopIteration('s')")
  assertEqual(await messageOf(asyncio.createTask(stop())), "coroutine raised StopIteration / StopIteration('s')")
  assertEqual(await messageOf(exhaust(new StopIteration(1))), 'async generator raised StopIteration / StopIteration(1)')
  assertEqual(await messageOf(exhaust(new StopAsyncIteration(1))), 'async generator raised StopAsyncIteration / StopAsyncIteration(1)')
}`)
})

const FAILING = `
function inner() {
  throw new ValueError('inner')
}
function outer() {
  try {
    inner()
  }
  catch (error) {
    throw new RuntimeError('outer', { cause: error })
  }
}
`

describe('an uncaught exception is reported with its chain', () => {
  promise('in the main thread', `${HEADING}${FAILING}
export function main() {
  outer()
}`, { check: chains(['ValueError: inner in main:15 outer:7 inner:3', 'RuntimeError: outer in main:15 outer:10']) })

  promise('in a thread', `${HEADING}${FAILING}
export function main() {
  const thread = new Thread({ target: outer })
  thread.start()
  thread.join()
}`, { check: chains(['ValueError: inner in outer:7 inner:3', 'RuntimeError: outer in outer:10']) })

  promise('in a task', `${HEADING}${FAILING}
async function work() {
  outer()
}
export async function main() {
  await asyncio.createTask(work())
}`, { check: chains(['ValueError: inner in work:15 outer:7 inner:3', 'RuntimeError: outer in main:18 work:15 outer:10']) })

  promise('in an exception group', `${HEADING}${FAILING}
async function work() {
  outer()
}
export async function main() {
  await using group = new asyncio.TaskGroup()
  group.createTask(work())
}`, { check: ({ problems }) => void expect(problems.at(-1)).toMatchObject({
    type: 'ExceptionGroup',
    message: 'unhandled errors in a TaskGroup (1 sub-exception)',
    exceptions: [{ type: 'RuntimeError', message: 'outer', chain: [{ relation: 'cause', type: 'ValueError', message: 'inner' }] }],
  }) })

  promise('from another thread', `${HEADING}${FAILING}
export function main() {
  using pool = new ThreadPoolExecutor()
  pool.submit(outer).result()
}`, { check: chains(['ValueError: inner in outer:7 inner:3', 'RuntimeError: outer in main:16 outer:10']) })

  promise('from another process, where the cause shows its place there', `${HEADING}
function fail() {
  throw new ValueError('no')
}
export function main() {
  using pool = new ProcessPoolExecutor()
  assertEqual(pool.submit(fail).exception()!.cause!.constructor.name, '_RemoteTraceback')
  pool.submit(fail).result()
}`, { check: chains(['_RemoteTraceback: \n"""\nValueError: no\n""" in fail:3', 'ValueError: no in main:8']) })

  promise('and a cause that leads back to it ends there', `${HEADING}
export function main() {
  const first = new ValueError('first')
  const second = new ValueError('second', { cause: first })
  first.cause = second
  throw second
}`, { check: ({ problems }) => void expect(problems.map(({ message, chain }) => [message, chain?.map(link => link.message)])).toEqual([['second', ['first']]]) })

  promise('an exception that is only caught and raised anew has no other before it', `${HEADING}
export function main() {
  try {
    throw new ValueError('once')
  }
  catch (error) {
    throw error
  }
}`, { check: chains(['ValueError: once in main:4']) })
})

describe('what a future raises anew has the place that asked', () => {
  promise('in the thread that asks for the result', `${HEADING}
function fail() {
  throw new ValueError('no')
}
function ask(future: Future<unknown>) {
  return future.result()
}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(fail)
  try {
    ask(future)
  }
  catch {}
  ask(future)
}`, { check: chains(['ValueError: no in main:15 ask:6 fail:3']) })

  promise('in a task that awaits another, and in one that awaits that', `${HEADING}
async function fail() {
  await asyncio.sleep(0)
  throw new ValueError('no')
}
async function ask() {
  await asyncio.createTask(fail())
}
async function askAgain() {
  await asyncio.gather(ask())
}
function run() {
  asyncio.run(askAgain())
}
export function main() {
  run()
}`, { check: chains(['ValueError: no in main:16 run:13 askAgain:10 ask:7 fail:4']) })

  promise('for each that asks, not for those before it', `${HEADING}
async function fail() {
  throw new ValueError('no')
}
async function first(task: asyncio.Task) {
  await task
}
async function second(task: asyncio.Task) {
  await task
}
export async function main() {
  const task = asyncio.createTask(fail())
  await asyncio.gather(first(task), { returnExceptions: true })
  await second(task)
}`, { check: chains(['ValueError: no in main:14 second:9 fail:3']) })

  promise('a cancellation has the place that was awaiting', `${HEADING}
async function patient() {
  await asyncio.sleep(10)
}
export async function main() {
  const task = asyncio.createTask(patient())
  await asyncio.sleep(0)
  task.cancel()
  await task
}`, { check: chains(['CancelledError:  in main:9 patient:3']) })

  promise('an exception of a task that is never retrieved has the task\'s places alone', `${HEADING}
async function fail() {
  throw new ValueError('no')
}
async function work() {
  asyncio.createTask(fail())
  await asyncio.sleep(0)
}
export function main() {
  asyncio.run(work())
}`, { check: chains(['ValueError: no in fail:3']) })
})

describe('the names', () => {
  promise('iscoroutinefunction recognizes async functions, wherever they are', `${HEADING}
async function declared() {}
class Class {
  async method() {}
  plain() {}
}
export function main() {
  const arrow = async (n = {}) => n
  const expression = async function () {}
  assertEqual([declared, arrow, expression, new Class().method, { async short() {} }.short].map(asyncio.iscoroutinefunction), [true, true, true, true, true])
  async function* generator() {}
  const caller = () => { return declared() }
  assertEqual([generator, caller, new Class().plain, main, print, 5].map(asyncio.iscoroutinefunction), [false, false, false, false, false, false])
}`)

  promise('of broken pools can be imported', `${HEADING}
function fail() {
  throw new ValueError('no')
}
function work() {}
export function main() {
  for (const [Executor, Broken] of [[ThreadPoolExecutor, BrokenThreadPool], [ProcessPoolExecutor, BrokenProcessPool]] as const) {
    using pool = new Executor({ initializer: fail })
    assertTrue(pool.submit(work).exception() instanceof Broken)
  }
}`, { check: ({ summary }) => void expect(summary.outcome).toBe('finished') })
})
