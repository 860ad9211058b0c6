import type { StageMessage } from '../runs/messages'
/** What goes through a room: from the presenter to all guests, and from a guest to the presenter. */
import type { RunSnapshot } from '../runs/run-events'
import type { Entry } from '../state/replica'
import type { Stamp } from '../state/stamp'

/** Where the talk is. */
export interface Place {
  /** 1-based number of the slide. */
  page: number
  clicks: number
}

/** What has changed on the stage; each has a number, see {@link Broadcast}. */
export type RoomNews
  = | { type: 'at', place: Place }
    | Extract<StageMessage, { type: 'set' | 'clear' | 'run' | 'event' | 'snapshot' }>

/** All that a guest needs to begin with. */
export interface RoomState {
  place: Place
  entries: Entry[]
  epoch?: Stamp
  /** The run that was begun last, if any. */
  run?: RunSnapshot
  /** The presenter's key for what guests say to them alone, as base64url. */
  box: string
}

/** One load of the presenter's page: when it was, in milliseconds, then a random name. A later one replaces it. */
export type Session = readonly [begun: number, id: string]

/** What the presenter signs. */
export interface Broadcast {
  /** The room's name: the presenter's public key. */
  room: string
  session: Session
  /** How many news there have been in the session, those in this message included. */
  seq: number
  /** When it was signed, a reading of `Date.now()`. */
  time: number
  content: Content
}

export type Content
  /** The news whose last one has the message's number. */
  = | { type: 'news', news: RoomNews[] }
  /** The stage after all these news; kept by the relay for those who come late. */
    | { type: 'state', state: RoomState }
  /** The presenter is there, and has heard these guests since the last beat: it is no replay. */
    | { type: 'beat', heard: string[] }

/** What a guest says to the presenter alone. */
export type Whisper
  /** Answers a poll; replaces what the same device has answered. */
  = | { type: 'vote', poll: string, choice: number }
    | { type: 'ask', text: string }
  /** Wants a question that was released to be answered, or no longer. */
    | { type: 'upvote', question: string, on: boolean }

/** A whisper as it is sealed. */
export interface Whispered {
  /** Random and known to nobody else: who has it is one device. */
  device: string
  /** Counts the device's whispers: an earlier one that is heard again is a replay. */
  n: number
  whisper: Whisper
}

/** Most letters of a question. */
export const MOST_QUESTION = 280
