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

/** What a call that logs may take after its arguments. */
export interface LogOptions {
  /** The exception to be written after the message. */
  excInfo?: unknown
  /** Fields that the record gets, which a format then names. */
  extra?: Readonly<Record<string, unknown>> | null
}

/** Where a record goes when no logger has a handler. */
const LAST_RESORT: HandlerSettings = { level: WARNING, stream: 'stderr', filters: [] }

/**
 * A logger. Loggers of the same name are the same in all threads; `a.b` passes its records on to `a`, and that to the
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

  /** Its level; 0 if the one of its parent counts. */
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

  /** Lets only records of this level or above pass: a number or a name. */
  setLevel(level: Level): void {
    const number = levelNumber(level)
    this.#change(settings => settings.level = number)
  }

  /** Its level, or the one of the nearest parent that has one. */
  getEffectiveLevel(): number {
    return this.#family().find(({ level }) => level !== NOTSET)?.level ?? NOTSET
  }

  /** Whether a record of this level would be logged. */
  isEnabledFor(level: number): boolean {
    return !this.disabled && level > readSettings().disabledUpTo && level >= this.getEffectiveLevel()
  }

  /** How it and its parents are set up, the root last. */
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

  /** The logger with this name under its own. */
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

  /** Takes a handler away. */
  removeHandler(handler: StreamHandler): void {
    this.#change((settings) => {
      settings.handlers = settings.handlers.filter(number => number !== handler.number)
    })
  }

  /**
   * Logs only records for which the filter gives true, of those that are logged here and not of its children's. It is
   * called in the thread that logs, and may give the record fields of the program's own.
   *
   * @throws TypeError for a closure: the filter of all threads stands at the module's top level
   */
  addFilter(filter: FilterFunction | FilterObject): void {
    addTo(({ loggers }) => (loggers[this.#name] ??= loggerSettings()).filters, filter)
  }

  /** Takes a filter away. */
  removeFilter(filter: FilterFunction | FilterObject): void {
    removeFrom(({ loggers }) => loggers[this.#name]?.filters, filter)
  }

  /** Whether it or a parent that it passes records on to has a handler. */
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

  /** Logs for who looks for a fault. */
  debug(message: unknown, ...args: unknown[]): void {
    this.#log(DEBUG, message, args)
  }

  /** Logs that something went as it should. */
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

  /** Logs an error with its exception, which stands in the last argument: `logger.exception('failed', { excInfo: error })`. */
  exception(message: unknown, ...args: unknown[]): void {
    this.#log(ERROR, message, args)
  }

  /** Logs on a level. */
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

/** Writes a record, if the handler's filters let it pass. */
function handle(made: LogRecord, { stream, format, filters }: HandlerSettings): void {
  const record = filtered(made, filters)
  if (!record)
    return
  try {
    formatRecord(record, format).split('\n').forEach(line => writeLine(stream, line))
  }
  catch (error) {
    // As in Python: what is wrong with a call that logs does not end the program.
    const { name, message } = error as Error
    for (const line of ['--- Logging error ---', `${name}: ${message}`, `Message: ${repr(record.msg)}`, `Arguments: ${repr(record.args)}`])
      writeLine('stderr', line)
  }
}

const loggers = new Map<string, Logger>()

/** The logger of a name, or the root. @see https://docs.python.org/3.14/library/logging.html#logging.getLogger */
export function getLogger(name: string | null = null): Logger {
  const key = name === 'root' ? ROOT : name ?? ROOT
  let logger = loggers.get(key)
  if (!logger)
    loggers.set(key, logger = new Logger(key))
  return logger
}

onFreshRun(() => loggers.clear())
