import type { PromiseOptions } from './promise'
import { promise } from './promise'

/** What the snippets about asyncio use beside the prelude of all. */
const ASYNC_PRELUDE = `
import * as asyncio from 'asyncio'
import { BaseExceptionGroup, ExceptionGroup, LookupError, print, repr, RuntimeError, str, TimeoutError, ValueError, ZeroDivisionError } from 'builtins'
import { Context, ContextVar, copyContext, Token } from 'contextvars'
import * as time from 'time'

/** Checks that awaiting something raises an error of the class whose message matches; gives the error. */
async function assertRaisesAsync(errorClass: $ErrorClass, awaitable: PromiseLike<unknown>, message: string | RegExp = /^/): Promise<any> {
  let raised: unknown
  try {
    await awaitable
  }
  catch (error) {
    raised = error
  }
  return assertRaises(errorClass, () => {
    if (raised !== undefined)
      throw raised
  }, message)
}

/** Lets every task that is ready run once, a number of times. */
async function rounds(count = 1): Promise<void> {
  for (let i = 0; i < count; i++)
    await asyncio.sleep(0)
}

/** Collects what is done, in its order. */
const $log: unknown[] = []
function log(...values: unknown[]): void {
  $log.push(values.length === 1 ? values[0] : values)
}
function assertLog(...expected: unknown[]): void {
  assertEqual($log, expected)
  $log.length = 0
}
`

/**
 * A test of what asyncio promises: runs a snippet whose async `main` has the given body.
 *
 * @param name the promise
 * @param body what `main` does
 * @param options as for every promise; checked with the GIL only unless they say otherwise, since one thread does it all
 * @param options.top what stands at the module's top level before `main`
 */
export function asyncPromise(name: string, body: string, { top = '', ...options }: PromiseOptions & { top?: string } = {}): void {
  promise(name, `${ASYNC_PRELUDE}\n${top}\nexport async function main() {${body}}`, { modes: ['gil'], ...options })
}

/** The same for a plain `main`, which runs event loops itself. */
export function loopPromise(name: string, body: string, { top = '', ...options }: PromiseOptions & { top?: string } = {}): void {
  promise(name, `${ASYNC_PRELUDE}\n${top}\nexport function main() {${body}}`, { modes: ['gil'], ...options })
}
