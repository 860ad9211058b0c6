/** What windows say to each other; all of them say and hear the same kinds of message. */
import type { RunEvent } from '../../engine/protocol/run-event'
import type { Entry } from '../state/replica'
import type { Stamp } from '../state/stamp'
import type { RunInfo, RunSnapshot } from './run-events'

/** A window of the deck, as the others know it. */
export interface Peer {
  id: string
  presenter: boolean
  /** Whether code can run in it. */
  runs: boolean
  /** Whether it may change anything; without Slidev's remote password a device can only watch. */
  controls: boolean
}

/** What somebody has of a run. */
interface RunOffer {
  file: string
  run: string
  stamp: Stamp
}

/** All that a window knows but the runs themselves. */
export interface StageState {
  entries: Entry[]
  epoch?: Stamp
  runs: RunOffer[]
}

export type StageMessage
  /** A window has been opened, and asks who is there. */
  = | { type: 'hello', peer: Peer }
  /** Answers it. */
    | { type: 'here', peer: Peer, state: StageState }
    | { type: 'bye' }
    | { type: 'set', entries: Entry[] }
    | { type: 'clear', epoch: Stamp }
  /** A run begins in this window. */
    | { type: 'run', info: RunInfo }
    | { type: 'event', file: string, run: string, n: number, event: RunEvent }
  /** Asks for a run as far as it has come. */
    | { type: 'want', file: string, run: string }
    | { type: 'snapshot', snapshot: RunSnapshot }
  /** Asks the window in which it goes on to stop it. */
    | { type: 'stop', file: string, run: string }
  /** A line of standard input for a run that goes on in that window; none: the input is over. */
    | { type: 'input', file: string, run: string, request: number, line?: string }
  /** Asks a window to run a text, for one in which no code can run. */
    | { type: 'ask', file: string, source: string, options: RunInfo['options'] }

/** A message on its way. */
export interface Envelope {
  /** Id of the window that sent it. */
  from: string
  /** Counts that window's messages: what comes over two ways is taken once. */
  n: number
  /** Id of the only window that it is for; absent: for all. */
  to?: string
  message: StageMessage
}

/** A way from window to window. */
export interface Link {
  /** Whether it ends at this browser. */
  isLocal: boolean
  send: (envelope: Envelope) => void
  /** Sets who takes what arrives, whatever it is. */
  receive: (take: (arrived: unknown) => void) => void
  /** Hears what this window says to all and what it takes from the others, each once: for those whom the others don't know. */
  overhear?: (message: StageMessage) => void
}

/** What a window without the password may say: it asks, and changes nothing. */
export const WATCHER_SAYS: readonly StageMessage['type'][] = ['hello', 'want', 'bye']
