/** The shapes of windows' messages, checked on arrival: see messages.ts. */
import type { GenericSchema } from 'valibot'
import type { Entry } from '../state/replica'
import type { Envelope, StageMessage } from './messages'
import * as v from 'valibot'
import { count, name } from '../state/plain-shapes'
import { MOST_TEXT, readEntry, stamp } from '../state/register-shapes'
import { runEvent, runInfo, runOptions, runSnapshot } from './run-shapes'

/** How many message numbers of one window may be missing between two that arrive. */
const MOST_MISSED = 1_000_000

const peer = v.object({ id: name, presenter: v.boolean(), runs: v.boolean(), controls: v.boolean() })
const entries = v.pipe(v.array(v.unknown()), v.maxLength(100_000)) as unknown as GenericSchema<Entry[]>
const ofRun = { file: name, run: name }

/** Any message; the entries in it are checked one by one, see {@link readEnvelope}. */
export const stageMessage: GenericSchema<StageMessage> = v.variant('type', [
  v.object({ type: v.literal('hello'), peer }),
  v.object({
    type: v.literal('here'),
    peer,
    state: v.object({ entries, epoch: v.optional(stamp), runs: v.pipe(v.array(v.object({ ...ofRun, stamp })), v.maxLength(10_000)) }),
  }),
  v.object({ type: v.literal('bye') }),
  v.object({ type: v.literal('set'), entries }),
  v.object({ type: v.literal('clear'), epoch: stamp }),
  v.object({ type: v.literal('run'), info: runInfo }),
  v.object({ type: v.literal('event'), ...ofRun, n: count, event: runEvent }),
  v.object({ type: v.literal('want'), ...ofRun }),
  v.object({ type: v.literal('snapshot'), snapshot: runSnapshot }),
  v.object({ type: v.literal('stop'), ...ofRun }),
  v.object({ type: v.literal('input'), ...ofRun, request: count, line: v.optional(v.pipe(v.string(), v.maxLength(MOST_TEXT))) }),
  v.object({ type: v.literal('ask'), file: name, source: v.pipe(v.string(), v.maxLength(MOST_TEXT)), options: runOptions }),
])

const envelope = v.object({ from: name, n: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)), to: v.optional(name), message: stageMessage })

/**
 * Parses what has arrived.
 *
 * @param arrived anything
 * @param last number of the last message from a window, if there was one
 * @param refuse called for everything that is dropped
 * @returns the envelope, without malformed entries; `undefined` when no window could have sent it
 */
export function readEnvelope(arrived: unknown, last: (from: string) => number | undefined, refuse: () => void): Envelope | undefined {
  // Checked in place: a copy would double a run's records and lines.
  if (!v.is(envelope, arrived) || arrived.n > (last(arrived.from) ?? Number.MAX_SAFE_INTEGER) + MOST_MISSED) {
    refuse()
    return undefined
  }
  const { message } = arrived
  if (message.type === 'set')
    return { ...arrived, message: { ...message, entries: known(message.entries, refuse) } }
  if (message.type === 'here')
    return { ...arrived, message: { ...message, state: { ...message.state, entries: known(message.state.entries, refuse) } } }
  return arrived
}

function known(entries: readonly unknown[], refuse: () => void): Entry[] {
  return entries.flatMap((each) => {
    const entry = readEntry(each)
    if (!entry)
      refuse()
    return entry ?? []
  })
}
