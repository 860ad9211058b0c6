import type { Content, RoomNews, RoomState, Session } from './messages'
import type { Relay, Topics } from './relay'
import { writeText } from '../runs/server-protocol'
import { topicsOf } from './relay'
import { roomOf, sign } from './signed'

/** News within this many milliseconds are sent together: each guest's device has to verify each signature. */
const TOGETHER = 50
/** Interval between two beats, in milliseconds, and the delay of one that a guest waits for. */
const BEAT = 2000
const BEAT_FOR_NEW = 250
/** How long after a change the retained state is updated, in milliseconds. */
const STATE_AFTER = 1000
/** How soon a state that someone else replaced is restored, in milliseconds. */
const STATE_BACK = 500
/** An older state of this page may only be late, so this waits longer. */
const OWN_STATE_BACK = 2500
/** Most letters in one message of news; more are sent in several. */
const MOST_LETTERS = 200_000
/** Most guests that one beat answers. */
const MOST_HEARD = 200
/** How many of this page's latest states may still arrive from the relay. */
const MOST_RECENT = 8

export interface PublisherOptions {
  secret: Uint8Array
  session: Session
  /** Gives the current state of the stage. */
  state: () => RoomState
}

/**
 * Signs and publishes what happens on the stage. Nothing here waits for the relay: the next state makes up for what
 * could not be sent.
 */
export class RoomPublisher {
  readonly topics: Topics
  private readonly room: string
  private relay: Relay | undefined
  private seq = 0
  private waiting: RoomNews[] = []
  private newsTimer: ReturnType<typeof setTimeout> | undefined
  private lastNews = Number.NEGATIVE_INFINITY
  private stateTimer: ReturnType<typeof setTimeout> | undefined
  private backTimer: ReturnType<typeof setTimeout> | undefined
  private beatTimer: ReturnType<typeof setTimeout> | undefined
  private soonTimer: ReturnType<typeof setTimeout> | undefined
  private heard: string[] = []
  /** Signatures of the latest published states. */
  private recent: string[] = []

  constructor(private readonly options: PublisherOptions) {
    this.room = roomOf(options.secret)
    this.topics = topicsOf(this.room)
  }

  /** Call when there is a connection, for the first time or again. */
  connected(relay: Relay) {
    this.relay = relay
    relay.subscribe(this.topics.state)
    this.keepState()
    this.beat()
  }

  /** Call when the connection is lost. */
  lost() {
    this.relay = undefined
    clearTimeout(this.beatTimer)
  }

  /** Publishes a change: the first one at once, those right after it together. */
  tell(news: RoomNews) {
    this.waiting.push(news)
    this.newsTimer ??= setTimeout(() => this.flush(), Math.max(0, this.lastNews + TOGETHER - performance.now()))
  }

  /** Answers a guest that has just joined. */
  greet(guest: string) {
    if (this.heard.length >= MOST_HEARD || this.heard.includes(guest))
      return
    this.heard.push(guest)
    this.soonTimer ??= setTimeout(() => this.beat(), BEAT_FOR_NEW)
  }

  /** Checks the state that the relay has retained, and replaces a forged or deleted one. */
  sawState(payload: Uint8Array) {
    const signature = signatureIn(payload)
    if (signature === this.recent[0]) {
      clearTimeout(this.backTimer)
      this.backTimer = undefined
      return
    }
    this.backTimer ??= setTimeout(() => this.keepState(), this.recent.includes(signature) ? OWN_STATE_BACK : STATE_BACK)
  }

  close() {
    this.lost()
    for (const timer of [this.newsTimer, this.stateTimer, this.backTimer, this.soonTimer])
      clearTimeout(timer)
  }

  private flush() {
    this.newsTimer = undefined
    this.lastNews = performance.now()
    for (const batch of batches(latestOnly(this.waiting))) {
      this.seq += batch.length
      this.send(this.topics.live, { type: 'news', news: batch })
    }
    this.waiting = []
    this.stateTimer ??= setTimeout(() => this.keepState(), STATE_AFTER)
  }

  private keepState() {
    clearTimeout(this.stateTimer)
    clearTimeout(this.backTimer)
    this.stateTimer = this.backTimer = undefined
    // The state includes the changes that are still waiting, so its number has to count them.
    if (this.waiting.length > 0) {
      clearTimeout(this.newsTimer)
      this.flush()
      clearTimeout(this.stateTimer)
      this.stateTimer = undefined
    }
    this.send(this.topics.state, { type: 'state', state: this.options.state() }, true)
  }

  private beat() {
    clearTimeout(this.beatTimer)
    clearTimeout(this.soonTimer)
    this.soonTimer = undefined
    this.send(this.topics.live, { type: 'beat', heard: this.heard })
    this.heard = []
    this.beatTimer = setTimeout(() => this.beat(), BEAT)
  }

  private send(topic: string, content: Content, keep = false) {
    if (!this.relay)
      return
    const { secret, session } = this.options
    const message = sign(secret, writeText({ room: this.room, session, seq: this.seq, time: Date.now(), content }))
    if (keep)
      this.recent = [signatureIn(message), ...this.recent].slice(0, MOST_RECENT)
    this.relay.publish(topic, message, keep)
  }
}

function signatureIn(message: Uint8Array): string {
  return message.subarray(0, 64).join()
}

/** Keeps only the last place, and the last of several values for one key: nobody would see the others. */
function latestOnly(news: readonly RoomNews[]): RoomNews[] {
  const kept: RoomNews[] = []
  const seen = new Set<string>()
  for (const each of news.toReversed()) {
    const key = each.type === 'at' ? 'at' : each.type === 'set' && each.entries.length === 1 ? `set ${each.entries[0]!.key}` : undefined
    // Values set before everything was cleared are not replaced by those set after it.
    if (each.type === 'clear')
      seen.clear()
    if (key !== undefined && seen.has(key))
      continue
    if (key !== undefined)
      seen.add(key)
    kept.push(each)
  }
  return kept.reverse()
}

function batches(news: readonly RoomNews[]): RoomNews[][] {
  const all: RoomNews[][] = []
  let letters = Number.POSITIVE_INFINITY
  for (const each of news) {
    const length = writeText(each).length
    if (letters + length > MOST_LETTERS) {
      all.push([])
      letters = 0
    }
    all.at(-1)!.push(each)
    letters += length
  }
  return all
}
