/**
 * Filters of loggers and handlers. Like all of logging's configuration they apply to all threads: a function by its name,
 * an object by its class and fields, from which every other thread creates its own.
 */
import type { LogRecord } from './record'
import type { FilterSettings, Settings } from './state'
import { decode, encodeCopy } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { onFreshRun } from '../../kernel/fresh-run'
import { crossingName, topLevelName } from '../../kernel/functions'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { bool } from '../builtins/truth'
import { changeSettings } from './state'

/** Decides whether a record is logged: returns a boolean, or the record to log instead. */
export type FilterFunction = (record: LogRecord) => unknown

/** An object with such a method, as a {@link Filter}. */
export interface FilterObject {
  filter: FilterFunction
}

/**
 * Passes records of one logger and its descendants; without a name, all records. A subclass decides in `filter` which
 * records pass, and may add fields for the format.
 *
 * @see https://docs.python.org/3.14/library/logging.html#filter-objects
 */
export class Filter implements FilterObject {
  readonly name: string

  /** @param name the logger's name, or `{ name }`; by default all records pass */
  constructor(name: string | {
    /** @default '' */
    name?: string
  } = '') {
    if (typeof name !== 'string')
      checkOptions('Filter', name, ['name'])
    this.name = typeof name === 'string' ? name : name.name ?? ''
  }

  /** Whether to log a record. */
  filter(record: LogRecord): unknown {
    return this.name === '' || record.name === this.name || record.name.startsWith(`${this.name}.`)
  }
}

const numbers = new WeakMap<object, number>()
const objects = new Map<number, FilterObject>()
const decoded = new WeakMap<FilterSettings, FilterFunction | FilterObject>()

/**
 * Describes a filter in the settings that all threads share.
 *
 * @throws TypeError for a closure, for anything that is not a filter, and for an object whose class is not at the top
 * level or whose fields can't cross to another thread
 */
function filterSettings(filter: FilterFunction | FilterObject): Omit<FilterSettings, 'number'> & { object?: FilterObject } {
  if (typeof filter === 'function') {
    crossingName(filter, 'a filter')
    return { data: encodeCopy(filter, 'filter') }
  }
  if (typeof filter !== 'object' || filter === null || typeof filter.filter !== 'function')
    throw new TypeError(`a filter must be a function or have a method filter(record), not ${typeName(filter)}`)
  const isPlain = Object.getPrototypeOf(filter) === Object.prototype
  if (!isPlain && topLevelName(filter.constructor) === undefined)
    throw new TypeError(`the class of a filter must stand at the module's top level; ${filter.constructor.name} is known in this thread only`)
  return { data: encodeCopy([isPlain ? null : filter.constructor, { ...filter }], 'filter'), object: filter }
}

/** Adds a filter, unless it is there already. */
export function addTo(pick: (settings: Settings) => FilterSettings[] | undefined, filter: FilterFunction | FilterObject): void {
  const { data, object } = filterSettings(filter)
  // The main thread added it when it evaluated the top level; a number from here would be another filter's.
  if (current.evaluating && current.worker !== 0)
    return
  changeSettings((settings) => {
    const filters = pick(settings)
    if (!filters || filters.some(other => isSame(other, filter)))
      return
    let number = 0
    if (object) {
      number = numbers.get(object) ?? ++settings.filterObjects
      numbers.set(object, number)
      objects.set(number, object)
    }
    filters.push({ number, data })
  })
}

/** Removes a filter. */
export function removeFrom(pick: (settings: Settings) => FilterSettings[] | undefined, filter: FilterFunction | FilterObject): void {
  changeSettings((settings) => {
    const filters = pick(settings)
    const index = filters?.findIndex(other => isSame(other, filter)) ?? -1
    if (index >= 0)
      filters!.splice(index, 1)
  })
}

function isSame({ number, data }: FilterSettings, filter: FilterFunction | FilterObject): boolean {
  return number === 0 ? decode(data) === filter : numbers.get(filter) === number
}

/** This thread's own filter: the object that was added here, or one with the same class and fields. */
function filterOf(settings: FilterSettings): FilterFunction | FilterObject {
  let filter = settings.number === 0 ? decoded.get(settings) : objects.get(settings.number)
  if (filter)
    return filter
  const value = decode(settings.data)
  if (settings.number === 0) {
    filter = value as FilterFunction
    decoded.set(settings, filter)
    return filter
  }
  const [filterClass, fields] = value as [{ prototype: object } | null, object]
  filter = Object.assign(Object.create(filterClass?.prototype ?? Object.prototype) as FilterObject, fields)
  numbers.set(filter, settings.number)
  objects.set(settings.number, filter)
  return filter
}

/** Passes a record through all filters; undefined if one of them rejects it. */
export function filtered(record: LogRecord, filters: readonly FilterSettings[]): LogRecord | undefined {
  let passing = record
  for (const settings of filters) {
    const filter = filterOf(settings)
    const result = typeof filter === 'function' ? filter(passing) : filter.filter(passing)
    if (!bool(result))
      return undefined
    if (typeof result === 'object')
      passing = result as LogRecord
  }
  return passing
}

onFreshRun(() => objects.clear())
