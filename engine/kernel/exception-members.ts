/**
 * Members that every exception has in Python: `args`, and notes. JavaScript's own errors (`TypeError`, …) are exceptions
 * too, so they are added to the base class of all errors.
 */

import { tracebackOf } from './traceback'
import { typeName } from './type-name'

function hide(error: Error, key: 'args' | 'notes' | 'cause' | 'stack', value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true })
}

/** Safe in one of the engine's own workers: only programs' code runs there. */
const everyError: object = Error.prototype

Object.defineProperties(everyError, {
  args: {
    get(this: Error): readonly unknown[] {
      return this.message === '' ? [] : [this.message]
    },
    set(this: Error, args: readonly unknown[]) {
      hide(this, 'args', args)
    },
    configurable: true,
  },
  addNote: {
    value(this: Error, note: unknown): void {
      if (typeof note !== 'string')
        throw new TypeError(`note must be a str, not '${typeName(note)}'`)
      hide(this, 'notes', [...this.notes ?? [], note])
    },
    writable: true,
    configurable: true,
  },
})

/** Sets the cause of an exception, and its stack; without a stack only the message is kept. */
export function setOrigin(error: Error, cause: unknown, stack: string): void {
  hide(error, 'cause', cause)
  hide(error, 'stack', stack)
}

/** Copies the traceback, the cause and the notes of one exception to another. */
export function copyMembers(from: Error, to: Error): void {
  hide(to, 'stack', tracebackOf(from))
  if (from.cause !== undefined)
    hide(to, 'cause', from.cause)
  if (from.notes)
    hide(to, 'notes', from.notes)
}

function isErrorOptions(value: unknown): value is ErrorOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).join() === 'cause'
}

/** Separates the arguments of an exception from the `{ cause }` that may follow them. An undefined argument counts as none. */
export function splitArguments(args: readonly unknown[]): { values: readonly unknown[], options?: ErrorOptions } {
  const last = args.at(-1)
  const options = isErrorOptions(last) ? last : undefined
  let values = options ? args.slice(0, -1) : args
  if (values.length > 0 && values.at(-1) === undefined)
    values = values.slice(0, -1)
  return { values: values.length === 1 && values[0] === '' ? [] : values, options }
}
