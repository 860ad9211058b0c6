import type { Computed, Registers } from '../state/registers'
import { stage } from '../state/stage'

/** Most letters in a result for guests: the room sends no longer value. */
const MOST_LETTERS = 90_000
const TOO_LONG = 'This is too long to be sent to the audience’s devices.'

/** Keys of the results that a presenter's window computes for guests. */
type ResultKey = Extract<keyof Registers, `stepped:${string}` | `found:${string}`>

/**
 * Publishes a result to guests.
 *
 * @param key of the block
 * @param computed the result; `undefined` when it is no longer shown
 */
export function publishResult<Key extends ResultKey>(key: Key, computed: Registers[Key] | undefined) {
  const result: Computed<unknown> | undefined = computed
  const isLong = result?.result !== undefined && JSON.stringify(result.result).length > MOST_LETTERS
  stage.set(key, isLong ? { of: result.of, problem: TOO_LONG } as Registers[Key] : computed)
}

/**
 * Reads a result that the presenter's window has computed.
 *
 * @param key of the block
 * @param of what it must have been computed from
 * @returns `undefined` until it has arrived
 */
export function publishedResult<Key extends ResultKey>(key: Key, of: string | undefined): Registers[Key] | undefined {
  const told = stage.get(key)
  return of !== undefined && told?.of === of ? told : undefined
}
