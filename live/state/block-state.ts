import type { WritableComputedRef } from 'vue'
import type { Mode } from '../content/manifest'
import type { Registers, TimelineView } from './registers'
import { computed } from 'vue'
import { stage } from './stage'

/**
 * What was chosen in a block of live code. It lives outside of the block: it stays when the slide leaves, is kept
 * over reloads, and is the same in all windows.
 */
export interface BlockState {
  /** Name of the variant. */
  variant: WritableComputedRef<string | undefined>
  /** With the GIL or without; `undefined` until it was chosen. */
  mode: WritableComputedRef<Mode | undefined>
  /** Which view of the result is shown. @default 'output' */
  view: WritableComputedRef<string>
  /** Name of the language that is shown; `undefined`: the deck's own. */
  language: WritableComputedRef<string | undefined>
  /** The seed of Controlled runs; `undefined` for Real ones. */
  seed: WritableComputedRef<number | undefined>
  /** Whether it fills its slide. @default false */
  large: WritableComputedRef<boolean>
  /** The line that was chosen elsewhere. */
  line: WritableComputedRef<number | undefined>
  /** The moment at which the event loop is looked into, in milliseconds since the run's epoch. */
  moment: WritableComputedRef<number | undefined>
  /** The thread whose event loop is looked into, as its lane. @default the first one's */
  loop: WritableComputedRef<number | undefined>
  /** The first line of the output in sight, from 0; `undefined` while the end is followed. */
  scroll: WritableComputedRef<number | undefined>
  /** What is in sight of the timeline. */
  timeline: WritableComputedRef<TimelineView | undefined>
}

/**
 * The state of a block.
 *
 * @param key see `blockKey`
 * @param run id of the run that is shown: what is in sight of it belongs to it, and to no other
 */
export function useBlockState(key: string, run: () => string | undefined): BlockState {
  function register<Key extends keyof Registers & string, Fallback>(name: Key, fallback: Fallback) {
    return computed<Registers[Key] | Fallback>({
      get: () => stage.get(name) ?? fallback,
      set: value => stage.set(name, value === fallback ? undefined : value as Registers[Key]),
    })
  }

  function ofRun<Value>(name: `${'moment' | 'loop' | 'scroll' | 'timeline'}:${string}`) {
    return computed<Value | undefined>({
      get() {
        const kept = stage.get(name)
        return kept?.run === run() ? kept?.value as Value | undefined : undefined
      },
      set: value => stage.set(name, value === undefined ? undefined : { run: run(), value } as Registers[typeof name]),
    })
  }

  return {
    variant: register(`variant:${key}`, undefined),
    mode: register(`mode:${key}`, undefined),
    view: register(`view:${key}`, 'output'),
    language: register(`language:${key}`, undefined),
    seed: register(`seed:${key}`, undefined),
    large: register(`large:${key}`, false),
    line: register(`line:${key}`, undefined),
    moment: ofRun<number>(`moment:${key}`),
    loop: ofRun<number>(`loop:${key}`),
    scroll: ofRun<number>(`scroll:${key}`),
    timeline: ofRun<TimelineView>(`timeline:${key}`),
  }
}
