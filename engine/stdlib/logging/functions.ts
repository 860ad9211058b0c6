/** The functions of the module, which log to the root. */
import type { FormatterOptions } from './handlers'
import type { Level } from './levels'
import { ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { BASIC_FORMAT, Formatter, StreamHandler } from './handlers'
import { CRITICAL, DEBUG, ERROR, INFO, levelNumber, WARNING } from './levels'
import { getLogger } from './logger'
import { changeSettings, readSettings, ROOT } from './state'

/** Options of {@link basicConfig}. */
export interface BasicConfig {
  /** The root's level. @default unchanged, initially WARNING */
  level?: Level
  /** @default '%(levelname)s:%(name)s:%(message)s' */
  format?: string
  /** The format of `asctime`: directives of `time.strftime`. */
  datefmt?: string
  /** @default '%' */
  style?: '%' | '{'
  /** @default 'stderr' */
  stream?: 'stdout' | 'stderr'
  /** Instead of a handler created from `stream`; handlers without a formatter get one with `format`, `datefmt` and `style`. */
  handlers?: StreamHandler[]
  /** Whether to remove the root's handlers first. @default false */
  force?: boolean
}

/**
 * Gives the root a handler, if it has none.
 *
 * @throws ValueError for a `filename`: there are no files here
 * @see https://docs.python.org/3.14/library/logging.html#logging.basicConfig
 */
export function basicConfig(options: BasicConfig = {}): void {
  if ('filename' in options)
    throw new ValueError('there are no files here: leave filename out, and the lines go to stderr')
  checkOptions('basicConfig', options, ['level', 'format', 'datefmt', 'style', 'stream', 'handlers', 'force'])
  const root = getLogger()
  if (options.force)
    changeSettings(({ loggers }) => loggers[ROOT]!.handlers = [])
  if (readSettings().loggers[ROOT]!.handlers.length > 0)
    return
  const { format, datefmt, style = '%', stream, handlers } = options
  const formatOptions: FormatterOptions = { fmt: format ?? (style === '%' ? BASIC_FORMAT : '{levelname}:{name}:{message}'), style, ...datefmt !== undefined && { datefmt } }
  const formatter = new Formatter(formatOptions)
  const number = options.level === undefined ? undefined : levelNumber(options.level)
  for (const handler of handlers ?? [new StreamHandler({ stream })]) {
    if (!handler.hasFormatter())
      handler.setFormatter(formatter)
    root.addHandler(handler)
  }
  if (number !== undefined)
    root.setLevel(number)
}

/** Disables logging at this level and below. @see https://docs.python.org/3.14/library/logging.html#logging.disable */
export function disable(level: Level = CRITICAL): void {
  const number = levelNumber(level)
  changeSettings(settings => settings.disabledUpTo = number)
}

/** Logs at a level. @see https://docs.python.org/3.14/library/logging.html#logging.log */
export function log(level: number, message: unknown, ...args: unknown[]): void {
  if (!getLogger().hasHandlers())
    basicConfig()
  getLogger().log(level, message, ...args)
}

/** @see https://docs.python.org/3.14/library/logging.html#logging.debug */
export const debug = (message: unknown, ...args: unknown[]): void => log(DEBUG, message, ...args)
/** @see https://docs.python.org/3.14/library/logging.html#logging.info */
export const info = (message: unknown, ...args: unknown[]): void => log(INFO, message, ...args)
/** @see https://docs.python.org/3.14/library/logging.html#logging.warning */
export const warning = (message: unknown, ...args: unknown[]): void => log(WARNING, message, ...args)
/** @see https://docs.python.org/3.14/library/logging.html#logging.error */
export const error = (message: unknown, ...args: unknown[]): void => log(ERROR, message, ...args)
/** @see https://docs.python.org/3.14/library/logging.html#logging.critical */
export const critical = (message: unknown, ...args: unknown[]): void => log(CRITICAL, message, ...args)
/** Logs an error with its exception: `logging.exception('failed', { excInfo: error })`. @see https://docs.python.org/3.14/library/logging.html#logging.exception */
export const exception = error
