/** Messages between windows; all windows send and receive the same kinds. */
import type { RunEvent } from '../../engine/protocol/run-event'
import type { Entry } from '../state/replica'
import type { Stamp } from '../state/stamp'
import type { RunInfo, RunSnapshot } from './run-events'

/** A window of the deck, as others see it. */
export interface Peer {
  id: string
  presenter: boolean
  /** Whether code can run in it. */
  runs: boolean
  /** Whether it may change anything; without Slidev's remote password a device can only watch. */
  controls: boolean
}

/** A run that a window can send a snapshot of. */
interface RunOffer {
  file: string
  run: string
  stamp: Stamp
}

/** All that a window knows, except the runs themselves. */
export interface StageState {
  entries: Entry[]
  epoch?: Stamp
  runs: RunOffer[]
}

export type StageMessage
  /** A window has been opened, and asks for the others. */
  = | { type: 'hello', peer: Peer }
  /** The answer to it. */
    | { type: 'here', peer: Peer, state: StageState }
    | { type: 'bye' }
    | { type: 'set', entries: Entry[] }
    | { type: 'clear', epoch: Stamp }
  /** A run starts in this window. */
    | { type: 'run', info: RunInfo }
    | { type: 'event', file: string, run: string, n: number, event: RunEvent }
  /** Requests a snapshot of a run. */
    | { type: 'want', file: string, run: string }
    | { type: 'snapshot', snapshot: RunSnapshot }
  /** Asks the window where a run is in progress to stop it. */
    | { type: 'stop', file: string, run: string }
  /** A line of standard input for a run in that window; without a line at the end of the input. */
    | { type: 'input', file: string, run: string, request: number, line?: string }
  /** Asks a window to run a text, for one where no code can run. */
    | { type: 'ask', file: string, source: string, options: RunInfo['options'] }

/** A message with its sender and number. */
export interface Envelope {
  /** Id of the window that sent it. */
  from: string
  /** Counts that window's messages: a message that arrives by two links is taken once. */
  n: number
  /** Id of the only recipient; absent for all windows. */
  to?: string
  message: StageMessage
}

/** A connection to other windows. */
export interface Link {
  /** Whether it stays within this browser. */
  isLocal: boolean
  send: (envelope: Envelope) => void
  /** Sets the handler of everything that arrives, valid or not. */
  receive: (take: (arrived: unknown) => void) => void
  /** Hears what this window says to all and what it takes from the others, each once: for those whom the others don't know. */
  overhear?: (message: StageMessage) => void
}

/** Messages allowed to a window without the password: it can ask, but change nothing. */
export const WATCHER_SAYS: readonly StageMessage['type'][] = ['hello', 'want', 'bye']
