import type { FilterFunction, FilterObject } from './filters'
import type { Level } from './levels'
import type { FilterSettings, FormatSettings, HandlerSettings, Settings } from './state'
import { ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { addTo, removeFrom } from './filters'
import { levelNumber } from './levels'
import { changeSettings, readSettings } from './state'

/** Options of {@link Formatter}. */
export interface FormatterOptions {
  /** Such as `%(levelname)s: %(message)s`. @default the message alone */
  fmt?: string | null
  /** The format of `asctime`: directives of `time.strftime`. @default ISO 8601 with milliseconds */
  datefmt?: string | null
  /** Whether fields are written as `%(name)s` or as `{name}`. @default '%' */
  style?: '%' | '{'
}

/** The default format of `basicConfig`. */
export const BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

/**
 * Formats records: `new Formatter('%(threadName)s: %(message)s')`. A record has `asctime`, `created`, `levelname`,
 * `levelno`, `message`, `msecs`, `name`, `process`, `processName`, `relativeCreated`, `taskName`, `thread`, `threadName`,
 * and the fields added by a filter or by `extra`.
 *
 * @see https://docs.python.org/3.14/library/logging.html#formatter-objects
 */
export class Formatter {
  /** @internal */
  readonly settings: FormatSettings

  /**
   * @param fmt the format, or all options
   * @param options the other options
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
 * Writes records, by default to stderr.
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
    this.number = changeSettings(({ handlers }) => handlers.push({ level: 0, stream: options.stream ?? 'stderr', filters: [] }) - 1)
  }

  private change(change: (settings: HandlerSettings) => void): void {
    changeSettings(({ handlers }) => {
      const settings = handlers[this.number]
      if (settings)
        change(settings)
    })
  }

  /** Sets the lowest level that is written. */
  setLevel(level: Level): void {
    const number = levelNumber(level)
    this.change(settings => settings.level = number)
  }

  /** @internal */
  hasFormatter(): boolean {
    return readSettings().handlers[this.number]?.format !== undefined
  }

  /** Sets the formatter. */
  setFormatter(formatter: Formatter): void {
    this.change(settings => settings.format = formatter.settings)
  }

  /**
   * Adds a filter: only records for which it returns a true value are written. It is called in the thread that logs, and
   * may add fields to the record.
   *
   * @throws TypeError for a closure: all threads share the filter, so it must be at the module's top level
   */
  addFilter(filter: FilterFunction | FilterObject): void {
    addTo(this.#filters, filter)
  }

  /** Removes a filter. */
  removeFilter(filter: FilterFunction | FilterObject): void {
    removeFrom(this.#filters, filter)
  }

  readonly #filters = ({ handlers }: Settings): FilterSettings[] | undefined => handlers[this.number]?.filters
}
