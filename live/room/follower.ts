import type { Broadcast, RoomNews, RoomState, Session } from './messages'
import { fromBase64Url } from './base64'
import { readBroadcast } from './shapes'
import { verified } from './signed'

/** Longest message that is verified, in bytes: verifying takes time in proportion to the length. */
const MOST_BYTES = 4_000_000
/** Most news messages that arrived out of order and wait for the ones before them. */
const MOST_EARLY = 200

/** What a follower does with what it receives. */
export interface FollowerOptions {
  /** The room's name: the presenter's public key. */
  room: string
  /** This guest's random name: a beat that repeats it is not a replay. */
  guest: string
  /** Receives a whole state and the session that it belongs to. */
  state: (state: RoomState, session: Session) => void
  news: (news: RoomNews) => void
  /** Reports whether the state retained by the relay is needed. */
  wantState: (wanted: boolean) => void
  /** Called for each message that shows the presenter to be there now. */
  alive: () => void
  /** Called for each message that was dropped: forged, malformed or replayed. */
  refuse: () => void
}

/**
 * Decides what a guest accepts: only what the presenter signed, in order, and each message once. It accepts nothing before a
 * beat has repeated its own name, so nobody can replay an earlier talk to it.
 */
export class RoomFollower {
  private readonly key: Uint8Array
  /** The load of the presenter's page that is followed. */
  private session: Session | undefined
  /** The latest state of a page that has not answered yet. */
  private candidate: Broadcast | undefined
  /** Number of the last news accepted; none before the first state. */
  private seq: number | undefined
  /** The number that the news had reached when following began: an earlier state is a replay. */
  private floor = 0
  /** The highest number that the news are known to have reached. */
  private reached = 0
  /** When the newest message so far was signed. */
  private time = Number.NEGATIVE_INFINITY
  private early: Broadcast[] = []

  constructor(private readonly options: FollowerOptions) {
    this.key = fromBase64Url(options.room)
    options.wantState(true)
  }

  /** Receives a message of any kind, valid or not. */
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
    // After the first answer, a later session can only be the presenter's current one.
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
    // A replayed message doesn't show that the presenter is there.
    if (broadcast.time > this.time) {
      this.time = broadcast.time
      this.options.alive()
    }
  }

  /** Called after the connection was lost: the next number shows whether anything was missed. */
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
    // An earlier state of this session is a replay, or has not been replaced yet.
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

  /** Accepts the waiting news up to the first gap. */
  private catchUp() {
    for (let next = this.early[0]; next && this.seq !== undefined; next = this.early[0]) {
      const { content, seq } = next
      if (content.type !== 'news' || seq - content.news.length > this.seq)
        break
      this.early.shift()
      // A state may include whole messages of news, but never part of one.
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
