import type { StageMessage } from '../runs/messages'
/** The messages of a room: from the presenter to all guests, and from a guest to the presenter. */
import type { RunSnapshot } from '../runs/run-events'
import type { Entry } from '../state/replica'
import type { Stamp } from '../state/stamp'

/** Where the talk is. */
export interface Place {
  /** 1-based number of the slide. */
  page: number
  clicks: number
}

/** A change of the stage; changes are numbered, see {@link Broadcast}. */
export type RoomNews
  = | { type: 'at', place: Place }
    | Extract<StageMessage, { type: 'set' | 'clear' | 'run' | 'event' | 'snapshot' }>

/** Everything a guest needs when it joins. */
export interface RoomState {
  place: Place
  entries: Entry[]
  epoch?: Stamp
  /** The run that started last, if any. */
  run?: RunSnapshot
  /** The public key to which guests encrypt their messages, as base64url. */
  box: string
}

/** One load of the presenter's page: its time in milliseconds, then a random name. A later session replaces an earlier one. */
export type Session = readonly [begun: number, id: string]

/** A message that the presenter signs. */
export interface Broadcast {
  /** The room's name: the presenter's public key. */
  room: string
  session: Session
  /** How many news the session has had, including those of this message. */
  seq: number
  /** When it was signed, a reading of `Date.now()`. */
  time: number
  content: Content
}

export type Content
  /** News; the last one has the message's number. */
  = | { type: 'news', news: RoomNews[] }
  /** The stage after all news up to that number; the relay retains it for guests who join late. */
    | { type: 'state', state: RoomState }
  /** Shows that the presenter is there, and repeats the names of guests who asked since the last beat, as proof that it is no replay. */
    | { type: 'beat', heard: string[] }

/** What a guest sends to the presenter alone. */
export type Whisper
  /** Answers a poll; replaces the same device's earlier answer. */
  = | { type: 'vote', poll: string, choice: number }
    | { type: 'ask', text: string }
  /** Upvotes a released question, or takes that back. */
    | { type: 'upvote', question: string, on: boolean }

/** A whisper with its sender, as it is encrypted. */
export interface Whispered {
  /** Random, and known to no other guest. */
  device: string
  /** Rises with each whisper of the device: one with an earlier number is a replay. */
  n: number
  whisper: Whisper
}

/** Most letters in a question. */
export const MOST_QUESTION = 280
