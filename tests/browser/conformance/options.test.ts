import type { SnippetResult } from '../run-snippet'
import { describe, expect } from 'vitest'
import { BARE_CONSTRUCTORS, OPTION_CALLS } from './option-calls'
import { promise } from './promise'

const HEADING = `
import * as asyncio from 'asyncio'
import * as builtins from 'builtins'
import { print } from 'builtins'
import * as concurrent from 'concurrent.futures'
import * as contextvars from 'contextvars'
import * as functools from 'functools'
import * as itertools from 'itertools'
import * as logging from 'logging'
import * as math from 'math'
import * as os from 'os'
import * as queue from 'queue'
import * as random from 'random'
import * as shared from 'shared'
import * as threading from 'threading'
import * as web from 'web'

async function nothing() {}
function work() {}

/** The message of the TypeError that a call raises; null when it raises none. */
function refusal(call: () => unknown): string | null {
  try {
    call()
  }
  catch (error) {
    if (error instanceof TypeError)
      return error.message
    throw error
  }
  return null
}
`

/** A name of a standard module, under the name that the snippet gives to the module. */
function inSnippet(name: string): string {
  return name.replace(/^concurrent\.futures\b/, 'concurrent')
}

function isConstructor(name: string): boolean {
  return /\.[A-Z]\w*$/.test(name)
}

/** What calls it with an argument after those that it needs. */
function callWith(name: string, last: string): string {
  const { of, args } = OPTION_CALLS[name]!
  const given = args === undefined ? last : `${args}, ${last}`
  return of === undefined
    ? `${isConstructor(name) ? 'new ' : ''}(${inSnippet(name)} as any)(${given})`
    : `(${of} as any).${name.slice(name.lastIndexOf('.') + 1)}(${given})`
}

/** A snippet that checks what each call's refusal says. */
function checking(calls: readonly string[], expected: string): string {
  return `${HEADING}
export async function main() {
  await using group = new asyncio.TaskGroup()
  using pool = new concurrent.ThreadPoolExecutor()
  using processes = new concurrent.ProcessPoolExecutor()
  const calls: [string, () => unknown][] = [${calls.join(', ')}]
  for (const [name, call] of calls) {
    const message = refusal(call)
    if (message === null || !(${expected}).test(message))
      print(name, '->', message)
  }
}`
}

/** What a call did not refuse as it should is printed. */
function expectSilence({ lines, problems, summary }: SnippetResult): void {
  expect(lines).toEqual([])
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(summary.outcome).toBe('finished')
}

const names = Object.keys(OPTION_CALLS)

/** Calls that take something else in the place of the options, or any number of things before them. */
const TAKE_OTHERS: ReadonlySet<string> = new Set([
  'asyncio.eagerTaskFactory',
  'asyncio.gather',
  'functools.lruCache',
  'logging.Formatter',
])

describe('optional arguments', () => {
  promise('a name that the call doesn\'t know is a TypeError, whichever call it is', checking(
    names.map(name => `[${JSON.stringify(name)}, () => ${callWith(name, '{ nonsense: 1 }')}]`),
    String.raw`/^[\w.]+\(\) got an unexpected keyword argument 'nonsense'$/`,
  ), { check: expectSilence })

  promise('what is no object with options is a TypeError that says how to write them', checking(
    names.filter(name => !TAKE_OTHERS.has(name) && !name.endsWith('.map')).map(name => `[${JSON.stringify(name)}, () => ${callWith(name, 'work')}]`),
    String.raw`/^\w+\(\) takes the arguments that have defaults as one object, \{ \w+(, \w+)* \}, not function$/`,
  ), { check: expectSilence })

  promise('a constructor that takes nothing refuses what it is given', checking(
    BARE_CONSTRUCTORS.flatMap(name => ['1', '{ nonsense: 1 }'].map(given => `[${JSON.stringify(`${name}(${given})`)}, () => new (${inSnippet(name)} as any)(${given})]`)),
    String.raw`/^[\w.]+(\(\))? (takes 1 positional argument but 2 were given|got an unexpected keyword argument 'nonsense'|expected 0 arguments, got 1|takes no (keyword|positional) arguments|does not accept any arguments)$/`,
  ), { check: expectSilence })

  promise('the messages are CPython\'s', `${HEADING}
export function main() {
  assertRaises(TypeError, () => new threading.Thread({ target: work, nonsense: 1 } as never), "Thread.__init__() got an unexpected keyword argument 'nonsense'")
  assertRaises(TypeError, () => new threading.Thread({ target: work }).join({ timout: 1 } as never), "Thread.join() got an unexpected keyword argument 'timout'. Did you mean 'timeout'?")
  assertRaises(TypeError, () => new threading.Lock().acquire({ timout: 1 } as never), "acquire() got an unexpected keyword argument 'timout'. Did you mean 'timeout'?")
  assertRaises(TypeError, () => new contextvars.ContextVar('v', { defaults: 1 } as never), "ContextVar() got an unexpected keyword argument 'defaults'. Did you mean 'default'?")
  assertRaises(TypeError, () => new (threading.Lock as any)(1), 'lock expected 0 arguments, got 1')
  assertRaises(TypeError, () => new (threading.Lock as any)({ a: 1 }), 'lock() takes no keyword arguments')
  assertRaises(TypeError, () => new (threading.Event as any)(1), 'Event.__init__() takes 1 positional argument but 2 were given')
  assertRaises(TypeError, () => new (queue.SimpleQueue as any)(1), 'SimpleQueue() takes no positional arguments')
  assertRaises(TypeError, () => new (contextvars.Context as any)(1), 'Context() does not accept any arguments')
}`)

  promise('Python\'s spelling of a name is suggested', `${HEADING}
export function main() {
  assertRaises(TypeError, () => new concurrent.ThreadPoolExecutor({ max_workers: 2 } as never), "ThreadPoolExecutor.__init__() got an unexpected keyword argument 'max_workers'. Did you mean 'maxWorkers'?")
}`)

  promise('kwargs is not there, and the error says what to write', `${HEADING}
export function main() {
  const instead = "got an unexpected keyword argument 'kwargs': JavaScript has no keyword arguments; give an object among the args, as args: [{ n: 1 }]"
  assertRaises(TypeError, () => new threading.Thread({ target: work, kwargs: { n: 1 } } as never), 'Thread.__init__() ' + instead)
  assertRaises(TypeError, () => new threading.Timer(1, work, { kwargs: { n: 1 } } as never), 'Timer.__init__() ' + instead)
}`)

  promise('a primitive is no object with options', `${HEADING}
export function main() {
  assertRaises(TypeError, () => new threading.Condition(new threading.Lock() as never), 'Condition() takes the arguments that have defaults as one object, { lock }, not Lock')
}`)

  promise('a task factory may take options of its own', `${HEADING}
export async function main() {
  const loop = asyncio.getRunningLoop()
  const seen: unknown[] = []
  loop.setTaskFactory((loop, coro, { priority, ...options }: any) => {
    seen.push(priority)
    return new asyncio.Task(coro, { ...options, loop })
  })
  await asyncio.createTask(nothing(), { priority: 5 } as never)
  assertEqual(seen, [5])
}`)
})
