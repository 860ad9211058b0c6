import type { StageMessage } from '../runs/messages'
import * as v from 'valibot'
import { WATCHER_SAYS } from '../runs/messages'
import { MESSAGE, RIGHTS } from '../runs/server-protocol'
import { count, name } from '../state/plain-shapes'
import { stamp } from '../state/register-shapes'

/** Letters of the longest message: a run's snapshot with its whole trace, and messages of a device without the password. */
const MOST_JSON = 64_000_000
const MOST_WATCHER_JSON = 10_000
/** How far a window's message numbers may jump: messages may get lost, but not millions. */
const MOST_JUMP = 1_000_000
/** How many windows are remembered after they left. */
const MOST_KNOWN = 10_000

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const joinShape = v.object({ id, key: v.pipe(v.string(), v.minLength(8), v.maxLength(64)), password: v.optional(name) })
const packedShape = v.object({ from: id, n: count, to: v.optional(id), json: v.pipe(v.string(), v.maxLength(MOST_JSON)) })

const peer = v.object({ id, presenter: v.boolean(), runs: v.boolean(), controls: v.boolean() })
const entries = v.array(v.object({ key: name, value: v.optional(v.unknown()), stamp }))
const runInfo = v.looseObject({ id: name, stamp, file: name, source: v.string(), options: v.looseObject({}) })
const ofRun = { file: name, run: name }

/** What recipients need of each message; a window checks the values of the stage itself. */
const messageShape = v.variant('type', [
  v.object({ type: v.literal('hello'), peer }),
  v.object({
    type: v.literal('here'),
    peer,
    state: v.object({ entries, epoch: v.optional(stamp), runs: v.array(v.object({ ...ofRun, stamp })) }),
  }),
  v.object({ type: v.literal('bye') }),
  v.object({ type: v.literal('set'), entries }),
  v.object({ type: v.literal('clear'), epoch: stamp }),
  v.object({ type: v.literal('run'), info: runInfo }),
  v.object({ type: v.literal('event'), ...ofRun, n: count, event: v.looseObject({ type: v.string() }) }),
  v.object({ type: v.literal('want'), ...ofRun }),
  v.object({
    type: v.literal('snapshot'),
    snapshot: v.looseObject({
      info: runInfo,
      next: count,
      status: v.looseObject({ kind: v.string() }),
      lines: v.array(v.looseObject({})),
      droppedLines: count,
      problems: v.array(v.looseObject({})),
      names: v.array(v.looseObject({})),
      trace: v.array(v.looseObject({})),
      horizon: v.number(),
    }),
  }),
  v.object({ type: v.literal('stop'), ...ofRun }),
  v.object({ type: v.literal('input'), ...ofRun, request: count, line: v.optional(v.string()) }),
  v.object({ type: v.literal('ask'), file: name, source: v.string(), options: v.looseObject({}) }),
])

type Checked = v.InferOutput<typeof messageShape>
/** Checks that the shapes cover each kind of message, and no other. */
type EveryKind = [StageMessage['type'], Checked['type']] extends [Checked['type'], StageMessage['type']] ? Checked : never

/** A connection to the server. */
export interface RoomClient {
  send: (event: string, payload: unknown) => void
}

interface Member {
  id: string
  controls: boolean
  /** The number of its last message; the first one may have any. */
  last: number | undefined
}

/**
 * The devices of a talk, and their rights to send messages. Anything may arrive: it is accepted if it has the shape of a
 * message that its sender may send, and dropped otherwise. The recipients get what the server has parsed, not the
 * original: the server fills in the sender and its rights.
 *
 * @template Client a connection, by its identity
 */
export class StageRoom<Client extends RoomClient> {
  private readonly members = new Map<Client, Member>()
  /** The secret with which each window joined: no other window can take its id, even after its connection is lost. */
  private readonly keys = new Map<string, string>()
  private droppedMessages = 0

  /**
   * @param password without it a device of another thread only watches; undefined lets everyone take part
   * @param token is given to those who may change things
   */
  constructor(private readonly password: string | undefined, private readonly token: string) {}

  /** How many messages were dropped. */
  get dropped(): number {
    return this.droppedMessages
  }

  /**
   * Adds a window.
   *
   * @param client its connection
   * @param data the message that it sent
   * @param isOwn whether it is on the speaker's own machine, which needs no password
   */
  join(client: Client, data: unknown, isOwn: boolean) {
    const read = v.safeParse(joinShape, data)
    if (!read.success || (this.keys.get(read.output.id) ?? read.output.key) !== read.output.key) {
      this.droppedMessages += 1
      return
    }
    const { id, key, password } = read.output
    // A connection belongs to one window; a window that reconnects leaves its old connection.
    if ((this.members.get(client)?.id ?? id) !== id) {
      this.droppedMessages += 1
      return
    }
    for (const [other, member] of this.members) {
      if (member.id === id && other !== client)
        this.members.delete(other)
    }
    this.remember(id, key)
    const controls = isOwn || !this.password || password === this.password
    this.members.set(client, { id, controls, last: this.members.get(client)?.last })
    client.send(RIGHTS, controls ? { controls, token: this.token } : { controls })
  }

  /** Passes a window's message on to the others. */
  relay(client: Client, data: unknown) {
    const member = this.members.get(client)
    const packed = member && v.safeParse(packedShape, data)
    if (!packed?.success || packed.output.from !== member?.id || !follows(packed.output.n, member.last)
      || (!member.controls && packed.output.json.length > MOST_WATCHER_JSON)) {
      this.droppedMessages += 1
      return
    }
    const { n, to, json } = packed.output
    const message = readMessage(json)
    if (!message || (!member.controls && !WATCHER_SAYS.includes(message.type))) {
      this.droppedMessages += 1
      return
    }
    const text = textOf(withSender(member, message))
    if (text === undefined) {
      this.droppedMessages += 1
      return
    }
    member.last = n
    this.broadcast({ from: member.id, n, to, json: text }, client)
  }

  /** A connection is gone: the server says goodbye for the window. */
  leave(client: Client) {
    const member = this.members.get(client)
    this.members.delete(client)
    if (member) {
      // The negative number shows that the server sent it, not the window.
      this.broadcast({ from: member.id, n: -1, to: undefined, json: '{"type":"bye"}' })
    }
  }

  private broadcast(packed: { from: string, n: number, to: string | undefined, json: string }, except?: Client) {
    for (const [client, { id }] of this.members) {
      if (client !== except && (packed.to === undefined || packed.to === id))
        client.send(MESSAGE, packed)
    }
  }

  private remember(id: string, key: string) {
    this.keys.delete(id)
    this.keys.set(id, key)
    for (const known of this.keys.keys()) {
      if (this.keys.size <= MOST_KNOWN)
        break
      if (![...this.members.values()].some(member => member.id === known))
        this.keys.delete(known)
    }
  }
}

function follows(n: number, last: number | undefined): boolean {
  return last === undefined || (n > last && n <= last + MOST_JUMP)
}

function readMessage(json: string): EveryKind | undefined {
  try {
    const read = v.safeParse(messageShape, JSON.parse(json))
    return read.success ? read.output : undefined
  }
  catch {
    return undefined
  }
}

/** Parsed JSON may still be nested too deeply to be written. */
function textOf(message: EveryKind): string | undefined {
  try {
    return JSON.stringify(message)
  }
  catch {
    return undefined
  }
}

/** Fills in the sender's identity and rights, which windows can't choose themselves. */
function withSender({ id, controls }: Member, message: EveryKind): EveryKind {
  return message.type === 'hello' || message.type === 'here'
    ? { ...message, peer: { ...message.peer, id, controls, presenter: controls && message.peer.presenter } }
    : message
}
