import type { Level } from './levels'
import type { FormatSettings, HandlerSettings } from './state'
import { ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { levelNumber } from './levels'
import { changeSettings } from './state'

/** What a {@link Formatter} takes. */
export interface FormatterOptions {
  /** As `%(levelname)s: %(message)s`. @default the message alone */
  fmt?: string | null
  /** How `asctime` is written: directives of `time.strftime`. @default ISO 8601 with milliseconds */
  datefmt?: string | null
  /** Whether fields are written as `%(name)s` or as `{name}`. @default '%' */
  style?: '%' | '{'
}

/** The default format of `basicConfig`. */
export const BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

/**
 * Says how records are written: `new Formatter('%(threadName)s: %(message)s')`. A record has `asctime`, `created`,
 * `levelname`, `levelno`, `message`, `msecs`, `name`, `process`, `processName`, `relativeCreated`, `taskName`, `thread`
 * and `threadName`.
 *
 * @see https://docs.python.org/3.14/library/logging.html#formatter-objects
 */
export class Formatter {
  /** @internal */
  readonly settings: FormatSettings

  /**
   * @param fmt the format, or all options
   * @param options what else there is
   * @throws ValueError for an unknown style
   */
  constructor(fmt: string | null | FormatterOptions = null, options: Omit<FormatterOptions, 'fmt'> = {}) {
    const given = typeof fmt === 'object' && fmt !== null ? fmt : { ...options, fmt }
    checkOptions('Formatter', given, ['fmt', 'datefmt', 'style'])
    const { style = '%', datefmt } = given
    if (style !== '%' && style !== '{')
      throw new ValueError('Style must be one of: %,{')
    this.settings = { fmt: given.fmt ?? (style === '%' ? '%(message)s' : '{message}'), style, ...typeof datefmt === 'string' && { datefmt } }
  }
}

/**
 * Writes records: to stderr, if it isn't told otherwise.
 *
 * @see https://docs.python.org/3.14/library/logging.handlers.html#logging.StreamHandler
 */
export class StreamHandler {
  /** @internal */
  readonly number: number

  constructor(options: {
    /** @default 'stderr' */
    stream?: 'stdout' | 'stderr'
  } = {}) {
    checkOptions('StreamHandler', options, ['stream'])
    this.number = changeSettings(({ handlers }) => handlers.push({ level: 0, stream: options.stream ?? 'stderr' }) - 1)
  }

  private change(change: (settings: HandlerSettings) => void): void {
    changeSettings(({ handlers }) => {
      const settings = handlers[this.number]
      if (settings)
        change(settings)
    })
  }

  /** Lets only records of this level or above pass. */
  setLevel(level: Level): void {
    const number = levelNumber(level)
    this.change(settings => settings.level = number)
  }

  /** Says how records are written. */
  setFormatter(formatter: Formatter): void {
    this.change(settings => settings.format = formatter.settings)
  }
}
