import type { ExplorationReport } from '../../engine/protocol/exploration'
import type { ScheduledRun } from '../../engine/protocol/schedule'
import type { Mode } from '../content/manifest'
import type { Pace } from './pace'
import type { Stamp } from './stamp'

/** A person's edit of a variant. */
interface Edit {
  /** The digest of its original, see `digest`: an edit is dropped when its original is gone. */
  base: string
  text: string
}

/** Where the cursor is, and what is selected; 1-based lines and columns. The head is the end that moves. */
export interface Selection {
  anchor: readonly [line: number, column: number]
  head: readonly [line: number, column: number]
}

/** The view of a run's timeline, and the selection on it. */
export interface TimelineView {
  /** The stretch of time, in milliseconds since the run's epoch; none for the whole run. */
  window?: { from: number, to: number }
  /** The selected span: its lane, and its index there. */
  span?: { lane: number, index: number }
  /** How far the lanes are scrolled up, in CSS pixels. */
  scroll: number
}

/** A schedule of a program's threads that a block steps through. */
export interface SteppedSchedule {
  /** The text that it was made for, as a short name of it, and the mode. */
  base: string
  mode: Mode
  /** Its choices, as `readSchedule` reads them. */
  choices: string
  /** The person chooses step by step: what comes after the choices is open. */
  isOpen?: boolean
}

/** What a presenter's window has computed from a block's code, for guests of a room: their devices run nothing unasked. */
export interface Computed<Result> {
  /** What it was computed from, as a short name of it. */
  of: string
  /** Missing when there is none, or none short enough to be sent. */
  result?: Result
  /** Why it is missing. */
  problem?: string
}

/** The talk came into a section. */
export interface Visit {
  section: string
  /** A reading of `Date.now()`. */
  at: number
}

/** A question to the room, and the state of its vote. */
export interface Poll {
  /** @default the question */
  id: string
  /** 1-based number of the slide that it belongs to. */
  page: number
  question: string
  choices: readonly string[]
  /** When it was asked. */
  since: Stamp
  /** How many have voted so far. */
  votes: number
  /** How many have chosen each; none while the vote is open. */
  counts?: readonly number[]
  /** Index of the choice that a run has shown to be right; none while the vote is open. */
  right?: number
}

/** A question from the audience that the speaker has released. */
export interface Asked {
  id: string
  text: string
  /** How many devices have upvoted it. */
  votes: number
  /** Whether it is on the projected picture. @default false */
  shown?: boolean
}

/** A room of the audience's devices. */
interface Room {
  /** The address to join it, while it is shown to the audience. */
  join?: string
}

/** A value that belongs to one run, and to none after it. */
interface OfRun<Value> {
  /** The run's id; none before the first run. */
  run?: string
  value: Value
}

/**
 * The state of the stage, the same in all windows, one key for each value. A `block` is a piece of live code by
 * {@link blockKey}, a `file` a variant's text such as `lost-update/threads.ts`.
 */
export interface Registers {
  /** The chosen variant of a block. */
  [variant: `variant:${string}`]: string
  /** Whether a block runs with the GIL. */
  [mode: `mode:${string}`]: Mode
  /** A block's view of the result. */
  [view: `view:${string}`]: string
  /** The seed of a block's Controlled runs; none for Real ones. */
  [seed: `seed:${string}`]: number
  /** The language that a block shows, if not the deck's own. */
  [language: `language:${string}`]: string
  /** The line selected on the timeline, in the output or in a traceback. */
  [line: `line:${string}`]: number
  [text: `text:${string}`]: Edit
  /** The cursor in a file being edited; none when no one edits it. */
  [cursor: `cursor:${string}`]: Selection
  [timeline: `timeline:${string}`]: OfRun<TimelineView>
  /** The moment at which the event loop is shown, in milliseconds since the run's epoch. */
  [moment: `moment:${string}`]: OfRun<number>
  /** The lane of the thread whose event loop is shown. */
  [loop: `loop:${string}`]: OfRun<number>
  /** The first visible line of the output, from 0, with the part of it that is scrolled away; none while following the end. */
  [scroll: `scroll:${string}`]: OfRun<number>
  /** Whose schedules a block has explored: the mode, and a short name of the text. */
  [explored: `explored:${string}`]: string
  /** The schedule that a block steps through, and how many of its steps are done. */
  [schedule: `schedule:${string}`]: SteppedSchedule
  [at: `at:${string}`]: number
  /** The run of that schedule, and what the exploration found. */
  [stepped: `stepped:${string}`]: Computed<ScheduledRun>
  [found: `found:${string}`]: Computed<ExplorationReport>
  /** Which step of a file is shown, from 1; the last one is the variant itself. */
  [step: `step:${string}`]: number
  /** When a comparison of variants was last started: earlier runs are not shown in it. */
  [series: `series:${string}`]: Stamp
  /** Whether a block fills its slide. */
  [large: `large:${string}`]: boolean
  /** The scale of code and output: steps up or down. */
  font: number
  /** How steps are typed. */
  pace: Pace
  /** When the talk entered each of its sections, in the order of the visits; none before it has begun. */
  visits: readonly Visit[]
  /** Whether the audience sees a black screen. */
  blank: boolean
  /** Id of the window that holds the pen: the one used last. */
  pen: string
  /** Nothing while there is no room. */
  room: Room
  /** The poll that is open, or whose result is shown. */
  poll: Poll
  /** The audience's questions that the speaker has released. */
  asked: readonly Asked[]
}

/** What ends with the windows that show it. */
const FLEETING: ReadonlySet<string> = new Set<keyof Registers>(['pen', 'blank', 'room', 'poll', 'asked'])

/** What is not worth keeping over a reload, or nobody's to keep. */
export function isFleeting(key: string): boolean {
  return FLEETING.has(key) || /^(?:cursor|stepped|found):/.test(key)
}

/** The key of a piece of live code: a demo may be on several slides. */
export function blockKey(page: number, demo: string): string {
  return `${demo}@${page}`
}
