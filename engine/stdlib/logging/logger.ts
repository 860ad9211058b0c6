import type { FilterFunction, FilterObject } from './filters'
import type { StreamHandler } from './handlers'
import type { Level } from './levels'
import type { HandlerSettings, LoggerSettings } from './state'
import { onFreshRun } from '../../kernel/fresh-run'
import { writeLine } from '../../kernel/text-writer'
import { repr } from '../builtins/functions'
import { isOptions } from '../builtins/sources'
import { addTo, filtered, removeFrom } from './filters'
import { CRITICAL, DEBUG, ERROR, getLevelName, INFO, levelNumber, NOTSET, WARNING } from './levels'
import { addExtra, formatRecord, LogRecord } from './record'
import { changeSettings, loggerSettings, readSettings, ROOT } from './state'

/** Options of a logging call, after its arguments. */
export interface LogOptions {
  /** The exception to write after the message. */
  excInfo?: unknown
  /** Fields to add to the record, for the format. */
  extra?: Readonly<Record<string, unknown>> | null
}

/** Handles records when no logger has a handler. */
const LAST_RESORT: HandlerSettings = { level: WARNING, stream: 'stderr', filters: [] }

/**
 * A logger. A name means the same logger in all threads; `a.b` passes its records on to `a`, which passes them on to the
 * root.
 *
 * @see https://docs.python.org/3.14/library/logging.html#logger-objects
 */
export class Logger {
  readonly #name: string

  /** @internal */
  constructor(name: string) {
    this.#name = name
  }

  /** `root` for the root. */
  get name(): string {
    return this.#name || 'root'
  }

  get #settings(): LoggerSettings {
    return readSettings().loggers[this.#name] ?? loggerSettings()
  }

  #change(change: (settings: LoggerSettings) => void): void {
    changeSettings(({ loggers }) => change(loggers[this.#name] ??= loggerSettings()))
  }

  /** Its level; 0 if its parent's applies. */
  get level(): number {
    return this.#settings.level
  }

  /** Whether its records go to its parent's handlers as well. */
  get propagate(): boolean {
    return this.#settings.propagate
  }

  set propagate(propagate: boolean) {
    this.#change(settings => settings.propagate = propagate)
  }

  /** Whether it logs nothing. */
  get disabled(): boolean {
    return this.#settings.disabled
  }

  set disabled(disabled: boolean) {
    this.#change(settings => settings.disabled = disabled)
  }

  /** Sets the lowest level that is logged: a number or a name. */
  setLevel(level: Level): void {
    const number = levelNumber(level)
    this.#change(settings => settings.level = number)
  }

  /** Its level, or that of the nearest ancestor that has one. */
  getEffectiveLevel(): number {
    return this.#family().find(({ level }) => level !== NOTSET)?.level ?? NOTSET
  }

  /** Whether a record of this level would be logged. */
  isEnabledFor(level: number): boolean {
    return !this.disabled && level > readSettings().disabledUpTo && level >= this.getEffectiveLevel()
  }

  /** Its settings and those of its ancestors, the root last. */
  #family(): LoggerSettings[] {
    const { loggers } = readSettings()
    const names = [this.#name]
    for (let name = this.#name; name.includes('.');) {
      name = name.slice(0, name.lastIndexOf('.'))
      names.push(name)
    }
    if (this.#name !== ROOT)
      names.push(ROOT)
    return names.map(name => loggers[name] ?? loggerSettings())
  }

  /** The logger with this name below this one. */
  getChild(suffix: string): Logger {
    return getLogger(this.#name === ROOT ? suffix : `${this.#name}.${suffix}`)
  }

  /** Adds a handler, unless it has it already. */
  addHandler(handler: StreamHandler): void {
    this.#change(({ handlers }) => {
      if (!handlers.includes(handler.number))
        handlers.push(handler.number)
    })
  }

  /** Removes a handler. */
  removeHandler(handler: StreamHandler): void {
    this.#change((settings) => {
      settings.handlers = settings.handlers.filter(number => number !== handler.number)
    })
  }

  /**
   * Adds a filter: only records for which it returns a true value are logged. It applies to this logger's records, not to
   * its descendants', is called in the thread that logs, and may add fields to the record.
   *
   * @throws TypeError for a closure: all threads share the filter, so it must be at the module's top level
   */
  addFilter(filter: FilterFunction | FilterObject): void {
    addTo(({ loggers }) => (loggers[this.#name] ??= loggerSettings()).filters, filter)
  }

  /** Removes a filter. */
  removeFilter(filter: FilterFunction | FilterObject): void {
    removeFrom(({ loggers }) => loggers[this.#name]?.filters, filter)
  }

  /** Whether it, or an ancestor that gets its records, has a handler. */
  hasHandlers(): boolean {
    return this.#handlers().length > 0
  }

  #handlers(): HandlerSettings[] {
    const found: number[] = []
    for (const { handlers, propagate } of this.#family()) {
      found.push(...handlers)
      if (!propagate)
        break
    }
    const { handlers } = readSettings()
    return found.flatMap(number => handlers[number] ?? [])
  }

  /** Logs details for debugging. */
  debug(message: unknown, ...args: unknown[]): void {
    this.#log(DEBUG, message, args)
  }

  /** Logs that something works as expected. */
  info(message: unknown, ...args: unknown[]): void {
    this.#log(INFO, message, args)
  }

  /** Logs something unexpected. */
  warning(message: unknown, ...args: unknown[]): void {
    this.#log(WARNING, message, args)
  }

  /** Logs that something could not be done. */
  error(message: unknown, ...args: unknown[]): void {
    this.#log(ERROR, message, args)
  }

  /** Logs that the program can't go on. */
  critical(message: unknown, ...args: unknown[]): void {
    this.#log(CRITICAL, message, args)
  }

  /** Logs an error with its exception, given in the last argument: `logger.exception('failed', { excInfo: error })`. */
  exception(message: unknown, ...args: unknown[]): void {
    this.#log(ERROR, message, args)
  }

  /** Logs at a level. */
  log(level: number, message: unknown, ...args: unknown[]): void {
    this.#log(level, message, args)
  }

  #log(levelno: number, message: unknown, args: readonly unknown[]): void {
    if (!this.isEnabledFor(levelno))
      return
    const last = args.at(-1)
    const hasOptions = isOptions(last, ['excInfo', 'extra'])
    const { excInfo, extra }: LogOptions = hasOptions ? last as LogOptions : {}
    const made = new LogRecord(this.name, levelno, message, hasOptions ? args.slice(0, -1) : args, excInfo)
    if (extra)
      addExtra(made, extra)
    const record = filtered(made, this.#settings.filters)
    if (!record)
      return
    const handlers = this.#handlers()
    for (const handler of handlers.length > 0 ? handlers : [LAST_RESORT]) {
      if (record.levelno >= handler.level)
        handle(record, handler)
    }
  }

  toString(): string {
    return `<${this.#name === ROOT ? 'RootLogger' : 'Logger'} ${this.name} (${getLevelName(this.getEffectiveLevel())})>`
  }
}

/** Writes a record if the handler's filters pass it. */
function handle(made: LogRecord, { stream, format, filters }: HandlerSettings): void {
  const record = filtered(made, filters)
  if (!record)
    return
  try {
    formatRecord(record, format).split('\n').forEach(line => writeLine(stream, line))
  }
  catch (error) {
    // As in Python, a faulty logging call does not end the program.
    const { name, message } = error as Error
    for (const line of ['--- Logging error ---', `${name}: ${message}`, `Message: ${repr(record.msg)}`, `Arguments: ${repr(record.args)}`])
      writeLine('stderr', line)
  }
}

const loggers = new Map<string, Logger>()

/** The logger with a name, or the root. @see https://docs.python.org/3.14/library/logging.html#logging.getLogger */
export function getLogger(name: string | null = null): Logger {
  const key = name === 'root' ? ROOT : name ?? ROOT
  let logger = loggers.get(key)
  if (!logger)
    loggers.set(key, logger = new Logger(key))
  return logger
}

onFreshRun(() => loggers.clear())
