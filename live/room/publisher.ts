import type { Content, RoomNews, RoomState, Session } from './messages'
import type { Relay, Topics } from './relay'
import { writeText } from '../runs/server-protocol'
import { topicsOf } from './relay'
import { roomOf, sign } from './signed'

/** News that come within this time go together, in milliseconds: a signature takes each guest's device some of it. */
const TOGETHER = 50
/** Between two beats, in milliseconds; one that a guest waits for comes earlier. */
const BEAT = 2000
const BEAT_FOR_NEW = 250
/** How soon after a change the state is kept anew, and how soon after one that was kept, in milliseconds. */
const STATE_AFTER = 1000
/** How soon a replaced state is put back, in milliseconds. */
const STATE_BACK = 500
/** One of this page's own may only be late. */
const OWN_STATE_BACK = 2500
/** Letters of one message of news; more go in several. */
const MOST_LETTERS = 200_000
/** Guests that one beat answers. */
const MOST_HEARD = 200
/** States of this page that may still come back from the relay. */
const MOST_RECENT = 8

export interface PublisherOptions {
  secret: Uint8Array
  session: Session
  /** The stage as it is now. */
  state: () => RoomState
}

/**
 * Publishes what happens on the stage, signed. Nothing here waits for the relay: what can't be sent is made up for
 * by the next state.
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
  /** Signatures of the states that were kept last. */
  private recent: string[] = []

  constructor(private readonly options: PublisherOptions) {
    this.room = roomOf(options.secret)
    this.topics = topicsOf(this.room)
  }

  /** There is a connection. */
  connected(relay: Relay) {
    this.relay = relay
    relay.subscribe(this.topics.state)
    this.keepState()
    this.beat()
  }

  /** The connection is gone. */
  lost() {
    this.relay = undefined
    clearTimeout(this.beatTimer)
  }

  /** Something has changed: the first change is told at once, those right after it together. */
  tell(news: RoomNews) {
    this.waiting.push(news)
    this.newsTimer ??= setTimeout(() => this.flush(), Math.max(0, this.lastNews + TOGETHER - performance.now()))
  }

  /** A guest that has just come waits for an answer. */
  greet(guest: string) {
    if (this.heard.length >= MOST_HEARD || this.heard.includes(guest))
      return
    this.heard.push(guest)
    this.soonTimer ??= setTimeout(() => this.beat(), BEAT_FOR_NEW)
  }

  /** What the relay keeps as the state has changed; a forged or deleted one is replaced. */
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
    // The state has what is not told yet: its number has to say so.
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

/** Of values set for one key, and of places, the last one: the others would be seen by nobody. */
function latestOnly(news: readonly RoomNews[]): RoomNews[] {
  const kept: RoomNews[] = []
  const seen = new Set<string>()
  for (const each of news.toReversed()) {
    const key = each.type === 'at' ? 'at' : each.type === 'set' && each.entries.length === 1 ? `set ${each.entries[0]!.key}` : undefined
    // What was set before everything was cleared is another thing.
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
