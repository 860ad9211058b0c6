/**
 * The configuration of logging. In Python all threads share it, so it is one value in shared memory: a change replaces the
 * value, and a logging call reads it again if it was replaced.
 */
import { peekValue, putValue } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { onFreshRun } from '../../kernel/fresh-run'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { Word } from '../../protocol/layout'
import { WARNING } from './levels'

/** A handler's settings. */
export interface HandlerSettings {
  level: number
  stream: 'stdout' | 'stderr'
  /** Its formatter's settings; without them it writes the message alone. */
  format?: FormatSettings
  filters: FilterSettings[]
}

/** A filter's settings, from which other threads recreate it. */
export interface FilterSettings {
  /** Distinguishes objects of one class; 0 for a function. */
  number: number
  /** The value from {@link encodeCopy}: the function, or the object's class and fields. */
  data: Uint8Array<ArrayBuffer>
}

/** A formatter's settings. */
export interface FormatSettings {
  fmt: string
  /** None for ISO 8601 with milliseconds. */
  datefmt?: string
  style: '%' | '{'
}

/** A logger's settings. */
export interface LoggerSettings {
  level: number
  propagate: boolean
  disabled: boolean
  /** Numbers of its handlers. */
  handlers: number[]
  filters: FilterSettings[]
}

/** The settings of all of logging. */
export interface Settings {
  loggers: Record<string, LoggerSettings>
  handlers: HandlerSettings[]
  /** How many filter objects have been numbered. */
  filterObjects: number
  /** The highest level that `logging.disable` turns off. */
  disabledUpTo: number
}

/** The root's name: no other logger can have it. */
export const ROOT = ''

let seen = 0
let settings: Settings = initial()

function initial(): Settings {
  return { loggers: { [ROOT]: loggerSettings(WARNING) }, handlers: [], filterObjects: 0, disabledUpTo: 0 }
}

/** A new logger's settings. */
export function loggerSettings(level = 0): LoggerSettings {
  return { level, propagate: true, disabled: false, handlers: [], filters: [] }
}

/** The current settings. They must not be changed. */
export function readSettings(): Settings {
  const address = Atomics.load(words, Word.Logging)
  if (address !== seen) {
    seen = address
    settings = address === 0 ? initial() : peekValue(address) as Settings
  }
  return settings
}

/**
 * Changes the settings. At a module's top level, which every thread evaluates, only the first thread's change counts.
 *
 * @param change changes the copy that it is passed; its result is returned
 */
export function changeSettings<T>(change: (settings: Settings) => T): T {
  if (current.evaluating && current.worker !== 0)
    return change(structuredClone(readSettings()))
  lockMutex(Word.LoggingGuard)
  try {
    const changed = structuredClone(readSettings())
    const result = change(changed)
    settings = changed
    // The old value is not freed: another thread may be reading it.
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
