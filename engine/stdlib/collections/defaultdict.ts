import { registerCrossingClass } from '../../kernel/crossing-classes'
import { registerPlainClass } from '../../kernel/fingerprint'
import { repr } from '../builtins/functions'
import { fillMap } from './fill-map'

/**
 * A Map that creates missing values: `get` of a new key calls the factory and stores its result.
 *
 * @see https://docs.python.org/3.14/library/collections.html#collections.defaultdict
 */
export class defaultdict<Key, Value> extends Map<Key, Value> {
  /** Creates the value of a missing key; null for none. */
  declare defaultFactory: (() => Value) | null

  /**
   * @param defaultFactory creates the value of a missing key, such as `list`, `int` or `() => 0`
   * @param entries its initial content
   * @throws TypeError when the factory can't be called
   */
  constructor(defaultFactory: (() => Value) | null = null, entries: Iterable<readonly [Key, Value]> = []) {
    if (defaultFactory !== null && typeof defaultFactory !== 'function')
      throw new TypeError('first argument must be callable or None')
    super()
    Object.defineProperty(this, 'defaultFactory', { value: defaultFactory, writable: true })
    for (const [key, value] of entries)
      this.set(key, value)
  }

  /** The value of a key, created and stored if missing. Python's `d[key]`. */
  override get(key: Key): Value {
    const value = super.get(key)
    if (value !== undefined || this.has(key) || !this.defaultFactory)
      return value as Value
    const made = this.defaultFactory()
    this.set(key, made)
    return made
  }

  override toString(): string {
    return `defaultdict(${repr(this.defaultFactory)}, ${repr(new Map(this))})`
  }
}

registerPlainClass(defaultdict)
const DefaultDict = defaultdict
registerCrossingClass(defaultdict<unknown, unknown>, {
  make: () => new DefaultDict<unknown, unknown>(),
  parts: dict => [['.defaultFactory', dict.defaultFactory], ['', new Map(dict)]],
  fill: (dict, [defaultFactory, entries]) => {
    dict.defaultFactory = defaultFactory as (() => unknown) | null
    return fillMap(dict, entries as Map<unknown, unknown>)
  },
})
