import type { Broadcast, RoomNews, RoomState, Session } from './messages'
import { fromBase64Url } from './base64'
import { readBroadcast } from './shapes'
import { verified } from './signed'

/** Bytes of the longest message that is looked at: to verify a signature takes time for each of them. */
const MOST_BYTES = 4_000_000
/** News that came before those in front of them, and wait. */
const MOST_EARLY = 200

/** What a follower does with what it hears. */
export interface FollowerOptions {
  /** Name of the room: the presenter's public key. */
  room: string
  /** This guest's random name: a beat that answers it is of now. */
  guest: string
  /** Takes the whole state, and where it is from. */
  state: (state: RoomState, session: Session) => void
  news: (news: RoomNews) => void
  /** Whether the state that the relay keeps is needed. */
  wantState: (wanted: boolean) => void
  /** The presenter was heard. */
  alive: () => void
  /** Something was dropped that the presenter's page has not said, or has said before. */
  refuse: () => void
}

/**
 * What a guest believes. It takes what the presenter has signed and nothing else, in its order and once. It believes
 * nothing before a beat has answered its own name, so that no one can show it an earlier talk.
 */
export class RoomFollower {
  private readonly key: Uint8Array
  /** The presenter's page that is followed. */
  private session: Session | undefined
  /** What was heard of a page that did not answer yet. */
  private candidate: Broadcast | undefined
  /** The last news that were taken; none before the first state. */
  private seq: number | undefined
  /** The number that news had reached when the session was first followed: an earlier state is a replay. */
  private floor = 0
  /** The number that news have reached, as far as is known. */
  private reached = 0
  /** When the last message that counted was signed. */
  private time = Number.NEGATIVE_INFINITY
  private early: Broadcast[] = []

  constructor(private readonly options: FollowerOptions) {
    this.key = fromBase64Url(options.room)
    options.wantState(true)
  }

  /** Takes what has arrived, whatever it is. */
  take(message: Uint8Array) {
    const text = message.length > MOST_BYTES ? undefined : verified(this.key, message)
    const broadcast = text === undefined ? undefined : readBroadcast(text)
    if (!broadcast || broadcast.room !== this.options.room)
      return this.options.refuse()
    const { session, content, seq } = broadcast
    if (this.session && isEarlier(session, this.session))
      return this.options.refuse()
    const isNew = !this.session || isEarlier(this.session, session)
    const answersMe = content.type === 'beat' && content.heard.includes(this.options.guest)
    // After the first answer a page that was loaded later can only be the presenter's, now.
    if (isNew && (this.session || answersMe))
      this.follow(session, seq)
    if (!this.session) {
      if (content.type === 'state')
        this.candidate = later(this.candidate, broadcast)
      return
    }
    if (content.type === 'state')
      this.takeState(broadcast)
    else if (content.type === 'news')
      this.takeNews(broadcast)
    else
      this.expect(seq)
    // One that was heard before says nothing of now.
    if (broadcast.time > this.time) {
      this.time = broadcast.time
      this.options.alive()
    }
  }

  /** The connection was lost: what was missed will be seen by the next number. */
  reconnected() {
    this.options.wantState(this.seq === undefined || this.seq < this.reached)
  }

  private follow(session: Session, seq: number) {
    this.session = session
    this.seq = undefined
    this.reached = this.floor = seq
    this.early = []
    this.time = Number.NEGATIVE_INFINITY
    this.options.wantState(true)
    if (this.candidate && !isEarlier(this.candidate.session, session))
      this.takeState(this.candidate)
    this.candidate = undefined
  }

  private takeState(broadcast: Broadcast) {
    const { content, seq, session } = broadcast
    // An earlier state of this page is a replay, or only not replaced yet.
    if (content.type !== 'state' || isEarlier(session, this.session!) || seq < (this.seq === undefined ? this.floor : this.seq + 1))
      return
    this.seq = seq
    this.reached = Math.max(this.reached, seq)
    this.options.state(content.state, session)
    this.catchUp()
    if (this.seq === this.reached)
      this.options.wantState(false)
  }

  private takeNews(broadcast: Broadcast) {
    const { content, seq } = broadcast
    if (content.type !== 'news')
      return
    if (this.seq !== undefined && seq <= this.seq)
      return this.options.refuse()
    this.early.push(broadcast)
    this.early.sort((a, b) => a.seq - b.seq)
    if (this.early.length > MOST_EARLY)
      this.early.shift()
    this.catchUp()
    this.expect(seq)
  }

  /** Takes what has waited, as far as nothing is missing before it. */
  private catchUp() {
    for (let next = this.early[0]; next && this.seq !== undefined; next = this.early[0]) {
      const { content, seq } = next
      if (content.type !== 'news' || seq - content.news.length > this.seq)
        break
      this.early.shift()
      // A state may have some of them, but never only some of one message.
      if (seq <= this.seq)
        continue
      this.seq = seq
      content.news.forEach(this.options.news)
    }
  }

  private expect(seq: number) {
    this.reached = Math.max(this.reached, seq)
    if (this.seq === undefined || this.seq < this.reached)
      this.options.wantState(true)
  }
}

function isEarlier([a, idA]: Session, [b, idB]: Session): boolean {
  return a < b || (a === b && idA < idB)
}

function later(known: Broadcast | undefined, other: Broadcast): Broadcast {
  return !known || isEarlier(known.session, other.session) || (known.session[1] === other.session[1] && known.seq < other.seq) ? other : known
}
