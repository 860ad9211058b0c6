/**
 * Globals of a browser's worker that programs of the deck don't use. The compiler finds most uses of them
 * (compile/habits.ts); what follows finds the rest at run time.
 */
import { current } from '../kernel/current'
import { NameError } from '../kernel/errors'
import { onFreshRun } from '../kernel/fresh-run'
import { report } from '../kernel/text-writer'
import { BROWSER_NAMES } from '../protocol/browser-names'
import { print } from './builtins'

/** The engine itself posts messages. */
const NEEDED = new Set(['postMessage'])

const warned = new Set<string>()

/** Whether a program's code is running, rather than the engine's own between two runs. */
function isProgram(): boolean {
  return current.threadLane !== 0 || current.evaluating
}

function warnOnce(message: string, hint: string): void {
  if (warned.has(message))
    return
  warned.add(message)
  report({ severity: 'warning', origin: 'thread', type: 'RuntimeWarning', message, where: '', stack: new Error(message).stack ?? '', hint })
}

function refuseNames(): void {
  for (const name of BROWSER_NAMES.keys()) {
    if (!(name in globalThis) || NEEDED.has(name))
      continue
    const refused = function (): never {
      throw new NameError(`name '${name}' is not defined`)
    }
    // Not configurable in this browser: leave it as it is.
    Reflect.defineProperty(globalThis, name, { value: refused, configurable: true, writable: true })
  }
}

/** Makes console's methods print; whatever else they would show in a browser's console is left out. */
function printConsole(): void {
  const toStderr = (...values: unknown[]): void => print(...values, { file: 'stderr' })
  const methods: Record<string, (...values: unknown[]) => void> = { error: toStderr, warn: toStderr, trace: toStderr }
  for (const name of Object.keys(console)) {
    if (typeof (console as never)[name] === 'function')
      methods[name] ??= (...values) => print(...values)
  }
  Object.defineProperty(globalThis, 'console', { value: methods, configurable: true, writable: true })
}

/** Refuses promises: none ever settles while a thread runs. */
function refusePromises(): void {
  for (const name of ['all', 'allSettled', 'any', 'race'] as const) {
    const original = Promise[name] as (values: Iterable<unknown>) => Promise<unknown>
    Object.defineProperty(Promise, name, {
      configurable: true,
      writable: true,
      value(this: PromiseConstructor, values: Iterable<unknown>): Promise<unknown> {
        if (isProgram())
          throw new TypeError(`Promise.${name} can't be used: the event loop runs coroutines, tasks and futures, not JavaScript's promises`)
        return original.call(this, values)
      },
    })
  }
  const { prototype } = Promise
  const { then } = prototype
  Object.defineProperty(prototype, 'then', {
    configurable: true,
    writable: true,
    value(this: Promise<unknown>, ...callbacks: [never, never]): Promise<unknown> {
      if (isProgram()) {
        warnOnce('a promise runs no callbacks while a thread runs, and once the thread has ended the program is over', 'Write an async function and await what it needs: '
        + 'asyncio.sleep, web.aget, a task, a future.')
        // Whether the worker lives long enough to call it back would be chance.
        return new Promise(() => {})
      }
      return then.apply(this, callbacks)
    },
  })
}

function isAscending(list: readonly unknown[]): boolean {
  return list.every((item, index) => index === 0 || !(typeof item === 'number') || (list[index - 1] as number) <= item)
}

/** Warns when numbers are sorted by their digits, JavaScript's default. */
function watchSort(): void {
  const { prototype } = Array
  for (const name of ['sort', 'toSorted'] as const) {
    const original = prototype[name] as (this: unknown[], compare?: (a: unknown, b: unknown) => number) => unknown[]
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
        const sorted = original.call(this, compare)
        if (compare === undefined && typeof sorted[0] === 'number' && isProgram() && !isAscending(sorted))
          warnOnce(`${name}() sorts numbers as strings: 10 comes before 9`, `Write ${name}((a, b) => a - b).`)
        return sorted
      },
    })
  }
}

/** Prepares a worker's global scope for programs. */
export function prepareGlobals(): void {
  refuseNames()
  printConsole()
  refusePromises()
  watchSort()
}

onFreshRun(() => warned.clear())
