import type { Logger, LogOptions } from './logger'
import { checkOptions } from '../../kernel/options'
import { isOptions } from '../builtins/sources'
import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from './levels'

/**
 * Adds fields to each record: `new LoggerAdapter(logger, { extra: { requestId: 7 } }).info('begins')`.
 *
 * @see https://docs.python.org/3.14/library/logging.html#loggeradapter-objects
 */
export class LoggerAdapter {
  readonly logger: Logger
  /** Fields added to each record. */
  readonly extra: Readonly<Record<string, unknown>> | null
  readonly #mergeExtra: boolean

  constructor(logger: Logger, options: {
    /** Fields added to each record. @default null */
    extra?: Readonly<Record<string, unknown>> | null
    /** Whether to add a call's own `extra` rather than ignore it. @default false */
    mergeExtra?: boolean
  } = {}) {
    checkOptions('LoggerAdapter', options, ['extra', 'mergeExtra'])
    this.logger = logger
    this.extra = options.extra ?? null
    this.#mergeExtra = options.mergeExtra ?? false
  }

  /** Logs details for debugging. */
  debug(message: unknown, ...args: unknown[]): void {
    this.log(DEBUG, message, ...args)
  }

  /** Logs that something works as expected. */
  info(message: unknown, ...args: unknown[]): void {
    this.log(INFO, message, ...args)
  }

  /** Logs something unexpected. */
  warning(message: unknown, ...args: unknown[]): void {
    this.log(WARNING, message, ...args)
  }

  /** Logs that something could not be done. */
  error(message: unknown, ...args: unknown[]): void {
    this.log(ERROR, message, ...args)
  }

  /** Logs that the program can't go on. */
  critical(message: unknown, ...args: unknown[]): void {
    this.log(CRITICAL, message, ...args)
  }

  /** Logs an error with its exception: `adapter.exception('failed', { excInfo: error })`. */
  exception(message: unknown, ...args: unknown[]): void {
    this.log(ERROR, message, ...args)
  }

  /** Logs at a level. */
  log(level: number, message: unknown, ...args: unknown[]): void {
    const last = args.at(-1)
    const hasOptions = isOptions(last, ['excInfo', 'extra'])
    const own = hasOptions ? last as LogOptions : {}
    const extra = this.#mergeExtra ? { ...this.extra, ...own.extra } : this.extra
    this.logger.log(level, message, ...hasOptions ? args.slice(0, -1) : args, { ...own, extra })
  }

  /** Whether a record of this level would be logged. */
  isEnabledFor(level: number): boolean {
    return this.logger.isEnabledFor(level)
  }
}
