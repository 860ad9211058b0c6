import type { Mode } from '../content/manifest'
import type { Pace } from './pace'
import type { Stamp } from './stamp'

/** What a person made of a variant. */
interface Edit {
  /** What it was made from, see `digest`: an edit of a text that is no longer there is dropped. */
  base: string
  text: string
}

/** Where the cursor is, and what is selected; 1-based lines and columns. The head is the end that moves. */
export interface Selection {
  anchor: readonly [line: number, column: number]
  head: readonly [line: number, column: number]
}

/** What is in sight of a run's timeline, and what was chosen on it. */
export interface TimelineView {
  /** The stretch of time, in milliseconds since the run's epoch; none: the whole run. */
  window?: { from: number, to: number }
  /** The span that was chosen, as its lane and its index there. */
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

/** The talk came into a section. */
export interface Visit {
  section: string
  /** A reading of `Date.now()`. */
  at: number
}

/** A question to the room, and how far its vote has come. */
export interface Poll {
  /** Its name: the question itself, where it has no other. */
  id: string
  /** 1-based number of the slide that it belongs to. */
  page: number
  question: string
  choices: readonly string[]
  /** How many have voted so far. */
  votes: number
  /** How many have chosen each; nothing while the vote is open. */
  counts?: readonly number[]
}

/** A question of the audience that the speaker has let through. */
export interface Asked {
  id: string
  text: string
  /** How many want it to be answered. */
  votes: number
  /** Whether it stands on the projected picture. @default false */
  shown?: boolean
}

/** A room of the audience's devices. */
interface Room {
  /** The address to join it, while it is shown to the audience. */
  join?: string
}

/** A value that belongs to one run, and to none after it. */
interface OfRun<Value> {
  /** Its id; none before the first. */
  run?: string
  value: Value
}

/**
 * The state of the stage, the same in all windows, a key for each value. A `block` is a piece of live code by
 * {@link blockKey}, a `file` a variant's text as `lost-update/threads.ts`.
 */
export interface Registers {
  /** The chosen variant of a block. */
  [variant: `variant:${string}`]: string
  /** Whether a block runs with the GIL. */
  [mode: `mode:${string}`]: Mode
  /** Which view of the result a block shows. */
  [view: `view:${string}`]: string
  /** The seed from which a block's Controlled runs follow; nothing for Real ones. */
  [seed: `seed:${string}`]: number
  /** Which other language than the deck's own a block shows. */
  [language: `language:${string}`]: string
  /** The line that was chosen on the timeline, in the output or in a traceback. */
  [line: `line:${string}`]: number
  [text: `text:${string}`]: Edit
  /** The cursor in a file that is being edited; nothing when nobody edits it. */
  [cursor: `cursor:${string}`]: Selection
  [timeline: `timeline:${string}`]: OfRun<TimelineView>
  /** The moment at which the event loop is looked into, in milliseconds since the run's epoch. */
  [moment: `moment:${string}`]: OfRun<number>
  /** The thread whose event loop is looked into, as its lane. */
  [loop: `loop:${string}`]: OfRun<number>
  /** The first line of the output in sight, from 0, with the part of it that is scrolled away; nothing while the end is followed. */
  [scroll: `scroll:${string}`]: OfRun<number>
  /** Whose schedules a block has explored: the mode, and a short name of the text. */
  [explored: `explored:${string}`]: string
  /** The schedule that a block steps through, and how many of its steps are done. */
  [schedule: `schedule:${string}`]: SteppedSchedule
  [at: `at:${string}`]: number
  /** Which step of a file is shown, from 1; the last one is the variant itself. */
  [step: `step:${string}`]: number
  /** When a comparison of variants was last begun: what ran before it is not shown there. */
  [series: `series:${string}`]: Stamp
  /** Whether a block fills its slide. */
  [large: `large:${string}`]: boolean
  /** How much larger than planned code and output are: steps up or down. */
  font: number
  /** How steps are typed. */
  pace: Pace
  /** When the talk came into each of its sections, in the order of the visits; nothing before it has begun. */
  visits: readonly Visit[]
  /** Whether the audience sees a black screen. */
  blank: boolean
  /** Id of the window that holds the pen: the one that was last used. */
  pen: string
  /** Nothing while there is no room. */
  room: Room
  /** The poll that goes on, or whose result is shown. */
  poll: Poll
  /** What the audience has asked, as far as the speaker lets it through. */
  asked: readonly Asked[]
}

/** What ends with the windows that show it. */
const FLEETING: ReadonlySet<string> = new Set<keyof Registers>(['pen', 'blank', 'room', 'poll', 'asked'])

/** What is not worth keeping over a reload, or nobody's to keep. */
export function isFleeting(key: string): boolean {
  return FLEETING.has(key) || key.startsWith('cursor:')
}

/** The key of a piece of live code: a demo may stand on several slides. */
export function blockKey(page: number, demo: string): string {
  return `${demo}@${page}`
}
