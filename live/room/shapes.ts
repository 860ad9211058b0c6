/** The shapes of a room's messages, checked on arrival: see messages.ts. */
import type { GenericSchema } from 'valibot'
import type { Broadcast, Content, RoomNews, RoomState, Whispered } from './messages'
import type { Sealed } from './sealed'
import * as v from 'valibot'
import { stageMessage } from '../runs/message-shapes'
import { runSnapshot } from '../runs/run-shapes'
import { readText } from '../runs/server-protocol'
import { count, name } from '../state/plain-shapes'
import { readEntry, stamp } from '../state/register-shapes'
import { MOST_QUESTION } from './messages'
import { sealedShape } from './sealed'

const token = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))
const place = v.object({ page: v.pipe(count, v.minValue(1), v.maxValue(9999)), clicks: v.pipe(count, v.maxValue(9999)) })

/** The windows' messages that go to the room. */
const TOLD = ['set', 'clear', 'run', 'event', 'snapshot']
const told = v.pipe(stageMessage, v.check(({ type }) => TOLD.includes(type))) as unknown as GenericSchema<Exclude<RoomNews, { type: 'at' }>>
const news: GenericSchema<RoomNews> = v.union([v.object({ type: v.literal('at'), place }), told])

const state: GenericSchema<RoomState> = v.object({
  place,
  entries: v.pipe(v.array(v.any()), v.maxLength(100_000)),
  epoch: v.optional(stamp),
  run: v.optional(runSnapshot),
  box: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})

const content: GenericSchema<Content> = v.variant('type', [
  v.object({ type: v.literal('news'), news: v.pipe(v.array(news), v.minLength(1), v.maxLength(10_000)) }),
  v.object({ type: v.literal('state'), state }),
  v.object({ type: v.literal('beat'), heard: v.pipe(v.array(token), v.maxLength(1000)) }),
])

const broadcast: GenericSchema<Broadcast> = v.object({
  room: name,
  session: v.strictTuple([count, token]),
  seq: count,
  time: v.pipe(v.number(), v.finite()),
  content,
})

/** Parses a signed text; `undefined` when no presenter's page could have sent it. Malformed entries of the stage are left out. */
export function readBroadcast(text: string): Broadcast | undefined {
  const read = v.safeParse(broadcast, parsed(text))
  if (!read.success)
    return undefined
  const { content } = read.output
  if (content.type === 'state')
    return { ...read.output, content: { ...content, state: { ...content.state, entries: content.state.entries.flatMap(entry => readEntry(entry) ?? []) } } }
  if (content.type === 'news')
    return { ...read.output, content: { ...content, news: content.news.map(each => each.type === 'set' ? { ...each, entries: each.entries.flatMap(entry => readEntry(entry) ?? []) } : each) } }
  return read.output
}

const whispered: GenericSchema<Whispered> = v.strictObject({
  device: token,
  n: count,
  whisper: v.variant('type', [
    v.strictObject({ type: v.literal('vote'), poll: name, choice: v.pipe(count, v.maxValue(100)) }),
    v.strictObject({ type: v.literal('ask'), text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_QUESTION)) }),
    v.strictObject({ type: v.literal('upvote'), question: name, on: v.boolean() }),
  ]),
})

/** Parses a guest's decrypted message; `undefined` when no guest's page could have sent it. */
export function readWhisper(text: string): Whispered | undefined {
  const read = v.safeParse(whispered, parsed(text))
  return read.success ? read.output : undefined
}

/** What a guest sends: that it is there, and whether it waits for an answer; or an encrypted message. */
export type GuestMessage = { type: 'here', guest: string, waits: boolean } | { type: 'sealed', sealed: Sealed }

const guestMessage: GenericSchema<GuestMessage> = v.variant('type', [
  v.strictObject({ type: v.literal('here'), guest: token, waits: v.boolean() }),
  v.strictObject({ type: v.literal('sealed'), sealed: sealedShape }),
])

/** Longest message from a guest, in bytes. */
export const MOST_GUEST_BYTES = 4096

/** Parses a message from a guest, or from anyone else; `undefined` when no guest's page could have sent it. */
export function readGuestMessage(bytes: Uint8Array): GuestMessage | undefined {
  if (bytes.length > MOST_GUEST_BYTES)
    return undefined
  const read = v.safeParse(guestMessage, parsed(new TextDecoder().decode(bytes)))
  return read.success ? read.output : undefined
}

function parsed(text: string): unknown {
  try {
    return readText(text)
  }
  catch {
    return undefined
  }
}
