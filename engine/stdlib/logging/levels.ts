import { ValueError } from '../../kernel/errors'
import { typeName } from '../../kernel/type-name'

export const CRITICAL = 50
export const FATAL = CRITICAL
export const ERROR = 40
export const WARNING = 30
export const WARN = WARNING
export const INFO = 20
export const DEBUG = 10
export const NOTSET = 0

/** A level: its number or its name. */
export type Level = number | string

const NAMES: readonly (readonly [string, number])[] = [['CRITICAL', CRITICAL], ['FATAL', FATAL], ['ERROR', ERROR], ['WARNING', WARNING], ['WARN', WARN], ['INFO', INFO], ['DEBUG', DEBUG], ['NOTSET', NOTSET]]

/** The name of a level; `Level 15` for one without a name. @see https://docs.python.org/3.14/library/logging.html#logging.getLevelName */
export function getLevelName(level: number): string {
  return NAMES.find(([, number]) => number === level)?.[0] ?? `Level ${level}`
}

/**
 * The number of a level.
 *
 * @throws ValueError for an unknown name
 */
export function levelNumber(level: Level): number {
  if (typeof level === 'number')
    return level
  if (typeof level !== 'string')
    throw new TypeError(`Level not an integer or a valid string: ${typeName(level)}`)
  const found = NAMES.find(([name]) => name === level)
  if (!found)
    throw new ValueError(`Unknown level: '${level}'`)
  return found[1]
}
