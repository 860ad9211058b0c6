/** The shapes of the stage's values, checked when they come from storage or from another window. */
import type { GenericSchema } from 'valibot'
import type { Registers } from './registers'
import type { Entry } from './replica'
import type { Stamp } from './stamp'
import * as v from 'valibot'
import { readSchedule } from '../../engine/protocol/schedule-text'
import { PACES } from './pace'
import { count, finite, name } from './plain-shapes'
import { explorationReport, scheduledRun } from './schedule-shapes'

/** The most letters in an edited text. */
export const MOST_TEXT = 1_000_000
/** How far ahead another window's clock may be, in milliseconds: a device may be in the wrong time zone. */
const AHEAD = 86_400_000

/** A length or a duration. */
const notNegative = v.pipe(finite, v.minValue(0))
const oneBased = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** A moment in the past, by the clock of a device that may be ahead of this one. */
const past = v.pipe(notNegative, v.check(time => time <= Date.now() + AHEAD))

export const stamp: GenericSchema<Stamp> = v.strictTuple([past, name])

const place = v.strictTuple([oneBased, oneBased])

function ofRun<Value>(value: GenericSchema<Value>) {
  return v.object({ run: v.optional(name), value })
}

function computedFrom<Result>(result: GenericSchema<Result>) {
  return v.object({ of: name, result: v.optional(result), problem: v.optional(name) })
}

const timelineView = v.object({
  window: v.optional(v.pipe(v.object({ from: finite, to: finite }), v.check(({ from, to }) => from < to))),
  span: v.optional(v.object({ lane: count, index: count })),
  scroll: notNegative,
})

/** The values of keys that name their owner after a colon. */
const named = {
  variant: name,
  mode: v.picklist(['gil', 'free']),
  view: name,
  language: name,
  seed: count,
  line: oneBased,
  text: v.object({ base: name, text: v.pipe(v.string(), v.maxLength(MOST_TEXT)) }),
  cursor: v.object({ anchor: place, head: place }),
  timeline: ofRun(timelineView),
  moment: ofRun(finite),
  loop: ofRun(count),
  scroll: ofRun(notNegative),
  explored: name,
  schedule: v.object({ base: name, mode: v.picklist(['gil', 'free']), choices: v.pipe(v.string(), v.check(text => readSchedule(text) !== undefined)), isOpen: v.optional(v.boolean()) }),
  at: count,
  stepped: computedFrom(scheduledRun),
  found: computedFrom(explorationReport),
  step: oneBased,
  series: stamp,
  large: v.boolean(),
} satisfies { [Kind in NamedKind]: GenericSchema<Registers[`${Kind}:${string}`]> }

/** The values of which there is one each. */
const single = {
  font: v.pipe(v.number(), v.integer(), v.minValue(-2), v.maxValue(6)),
  pace: v.picklist(PACES),
  visits: v.pipe(v.array(v.object({ section: name, at: past })), v.maxLength(10_000)),
  blank: v.boolean(),
  pen: name,
  room: v.object({ join: v.optional(name) }),
  poll: v.object({
    id: name,
    page: oneBased,
    question: name,
    choices: v.pipe(v.array(name), v.maxLength(100)),
    since: stamp,
    votes: count,
    counts: v.optional(v.pipe(v.array(count), v.maxLength(100))),
    right: v.optional(count),
  }),
  asked: v.pipe(v.array(v.object({ id: name, text: name, votes: count, shown: v.optional(v.boolean()) })), v.maxLength(1000)),
} satisfies { [Key in SingleKey]: GenericSchema<Registers[Key]> }

type SingleKey = 'font' | 'pace' | 'visits' | 'blank' | 'pen' | 'room' | 'poll' | 'asked'
type NamedKind = keyof Registers extends infer Key ? Key extends `${infer Kind}:${string}` ? Kind : never : never

const kinds = new Map<string, GenericSchema>(Object.entries(named))
const singles = new Map<string, GenericSchema>(Object.entries(single))

/** The shape of a key's value; `undefined` when there is no such key. */
function shapeOf(key: string): GenericSchema | undefined {
  const colon = key.indexOf(':')
  return colon < 0 ? singles.get(key) : kinds.get(key.slice(0, colon))
}

const anyEntry = v.object({ key: name, value: v.optional(v.unknown()), stamp })

/**
 * Checks an entry from outside this window.
 *
 * @returns a copy of its valid parts; `undefined` when the key, the value or the stamp is malformed
 */
export function readEntry(entry: unknown): Entry | undefined {
  const read = v.safeParse(anyEntry, entry)
  if (!read.success)
    return undefined
  const { key, stamp, value } = read.output
  const shape = shapeOf(key)
  if (!shape)
    return undefined
  // A key without a value: it was removed.
  if (value === undefined)
    return { key, stamp, value }
  const readValue = v.safeParse(shape, value)
  return readValue.success ? { key, stamp, value: readValue.output } : undefined
}
