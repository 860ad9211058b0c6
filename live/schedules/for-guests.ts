import type { Computed, Registers } from '../state/registers'
import { stage } from '../state/stage'

/** Letters of the longest result that goes to guests: the room sends no longer value, and no phone shows one. */
const MOST_LETTERS = 90_000
const TOO_LONG = 'This is too long to be sent to the audience’s devices.'

/** Keys of results that a presenter's window computes for guests. */
type ResultKey = Extract<keyof Registers, `stepped:${string}` | `found:${string}`>

/**
 * Gives guests a result of the code that the presenter's window shows.
 *
 * @param key of the block
 * @param computed the result; nothing when there is none any more
 */
export function tellGuests<Key extends ResultKey>(key: Key, computed: Registers[Key] | undefined) {
  const result: Computed<unknown> | undefined = computed
  const isLong = result?.result !== undefined && JSON.stringify(result.result).length > MOST_LETTERS
  stage.set(key, isLong ? { of: result.of, problem: TOO_LONG } as Registers[Key] : computed)
}

/**
 * What the presenter's window has computed.
 *
 * @param key of the block
 * @param of from what it has to be computed
 * @returns nothing as long as it has not come
 */
export function toldByPresenter<Key extends ResultKey>(key: Key, of: string | undefined): Registers[Key] | undefined {
  const told = stage.get(key)
  return of !== undefined && told?.of === of ? told : undefined
}
