import type { WritableComputedRef } from 'vue'
import type { Mode } from '../content/manifest'
import type { Registers, TimelineView } from './registers'
import { computed } from 'vue'
import { stage } from './stage'

/**
 * The choices made in a block of live code. They are kept outside the block: they outlive its slide and reloads, and are
 * the same in all windows.
 */
export interface BlockState {
  /** Name of the variant. */
  variant: WritableComputedRef<string | undefined>
  /** With the GIL or without; `undefined` until it was chosen. */
  mode: WritableComputedRef<Mode | undefined>
  /** The view of the result. @default 'output' */
  view: WritableComputedRef<string>
  /** Name of the language that is shown; `undefined` for the deck's own. */
  language: WritableComputedRef<string | undefined>
  /** The seed of Controlled runs; `undefined` for Real ones. */
  seed: WritableComputedRef<number | undefined>
  /** Whether it fills its slide. @default false */
  large: WritableComputedRef<boolean>
  /** The line selected elsewhere. */
  line: WritableComputedRef<number | undefined>
  /** The moment at which the event loop is shown, in milliseconds since the run's epoch. */
  moment: WritableComputedRef<number | undefined>
  /** The lane of the thread whose event loop is shown. @default the first one's */
  loop: WritableComputedRef<number | undefined>
  /** The first visible line of the output, from 0; `undefined` while following the end. */
  scroll: WritableComputedRef<number | undefined>
  /** The view of the timeline. */
  timeline: WritableComputedRef<TimelineView | undefined>
}

/**
 * The state of a block.
 *
 * @param key see `blockKey`
 * @param run id of the run that is shown: views belong to one run
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
