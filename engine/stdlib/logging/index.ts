/**
 * `logging`: a program's messages about itself, with the time and the thread. The configuration is shared by all threads,
 * as in Python; the output goes to stderr.
 *
 * @see https://docs.python.org/3.14/library/logging.html
 */
export { LoggerAdapter } from './adapter'
export { Filter } from './filters'
export type { FilterFunction, FilterObject } from './filters'
export { basicConfig, critical, debug, disable, error, exception, info, log, warning } from './functions'
export type { BasicConfig } from './functions'
export { BASIC_FORMAT, Formatter, StreamHandler } from './handlers'
export type { FormatterOptions } from './handlers'
export { CRITICAL, DEBUG, ERROR, FATAL, getLevelName, INFO, NOTSET, WARN, WARNING } from './levels'
export type { Level } from './levels'
export { getLogger, Logger } from './logger'
export type { LogOptions } from './logger'
export { LogRecord } from './record'
