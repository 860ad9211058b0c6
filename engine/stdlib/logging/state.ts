/**
 * How logging is set up. In Python all threads share that, so it stands in shared memory, as one value: who changes it
 * puts another one in its place, and who logs looks whether it is still the one that was read last.
 */
import { peekValue, putValue } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { onFreshRun } from '../../kernel/fresh-run'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { Word } from '../../protocol/layout'
import { WARNING } from './levels'

/** How a handler writes. */
export interface HandlerSettings {
  level: number
  stream: 'stdout' | 'stderr'
  /** Its formatter's; none for the message alone. */
  format?: FormatSettings
  filters: FilterSettings[]
}

/** A filter, as other threads find it. */
export interface FilterSettings {
  /** Distinguishes objects of one class; 0 for a function. */
  number: number
  /** The value that {@link encodeCopy} gave for it: the function, or the object's class and fields. */
  data: Uint8Array<ArrayBuffer>
}

/** How a formatter writes a record. */
export interface FormatSettings {
  fmt: string
  /** None for ISO 8601 with milliseconds. */
  datefmt?: string
  style: '%' | '{'
}

/** How a logger is set up. */
export interface LoggerSettings {
  level: number
  propagate: boolean
  disabled: boolean
  /** Numbers of its handlers. */
  handlers: number[]
  filters: FilterSettings[]
}

/** How all of logging is set up. */
export interface Settings {
  loggers: Record<string, LoggerSettings>
  handlers: HandlerSettings[]
  /** How many filters that are objects have got a number. */
  filterObjects: number
  /** Levels up to this one are not logged at all. */
  disabledUpTo: number
}

/** The root's name: no other logger can have it. */
export const ROOT = ''

let seen = 0
let settings: Settings = initial()

function initial(): Settings {
  return { loggers: { [ROOT]: loggerSettings(WARNING) }, handlers: [], filterObjects: 0, disabledUpTo: 0 }
}

/** How a logger is set up at first. */
export function loggerSettings(level = 0): LoggerSettings {
  return { level, propagate: true, disabled: false, handlers: [], filters: [] }
}

/** How logging is set up now. What is given must not be changed. */
export function readSettings(): Settings {
  const address = Atomics.load(words, Word.Logging)
  if (address !== seen) {
    seen = address
    settings = address === 0 ? initial() : peekValue(address) as Settings
  }
  return settings
}

/**
 * Changes how logging is set up. At a module's top level, which every thread evaluates, the first one does it.
 *
 * @param change changes the copy that it is given; what it returns is returned
 */
export function changeSettings<T>(change: (settings: Settings) => T): T {
  if (current.evaluating && current.worker !== 0)
    return change(structuredClone(readSettings()))
  lockMutex(Word.LoggingGuard)
  try {
    const changed = structuredClone(readSettings())
    const result = change(changed)
    settings = changed
    // The value before is not freed: another thread may be reading it.
    seen = putValue(changed, 'logging')
    Atomics.store(words, Word.Logging, seen)
    return result
  }
  finally {
    unlockMutex(Word.LoggingGuard)
  }
}

onFreshRun(() => {
  seen = 0
  settings = initial()
})
