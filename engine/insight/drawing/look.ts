import { State, STATE_NAMES } from '../../protocol/trace'
import { STATES } from '../totals'

/** Drawn in the place of a state where an event loop is blocked; no trace says so, {@link blockedStretches} finds it. */
export const BLOCKING = 8

/** The states that a drawing distinguishes. */
export type DrawnState = State | typeof BLOCKING

/** All of it, in the order of legends. */
export const DRAWN_STATES: readonly DrawnState[] = [State.Running, BLOCKING, ...STATES.slice(1)]

/** Its names, as people read them in legends. */
export const DRAWN_NAMES: Readonly<Record<DrawnState, string>> = { ...STATE_NAMES, [BLOCKING]: 'blocks the loop' }

/**
 * How a state is drawn, on the canvas, in SVG and in legends alike: a colour from the deck's tokens, and a
 * pattern and a height that tell it apart without the colour, on a bad projector or a black-and-white print.
 */
export interface StateLook {
  /** Name of the CSS custom property with its colour. */
  token: `--state-${string}`
  /** How much of a row's bar it fills, from 0 to 1. */
  height: number
  /** Opacity of the colour under the pattern, from 0 to 1; 1 hides the pattern. */
  fill: number
  /** Lines over the colour; none for a solid bar. */
  tile?: Tile
  /** Width of a line along its upper and its lower edge, in CSS pixels; none by default. */
  rails?: number
}

/** A square that repeats. */
export interface Tile {
  /** Length of a side, in CSS pixels. */
  size: number
  /** Width of its lines, in CSS pixels. */
  stroke: number
  /** Each from (x1, y1) to (x2, y2); they may reach over the edge, so that slanted lines join. */
  lines: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]
}

/** The look of each state. */
export const LOOKS: Readonly<Record<DrawnState, StateLook>> = {
  [State.Running]: { token: '--state-running', height: 1, fill: 1 },
  // Hazard stripes: no way through.
  [BLOCKING]: {
    token: '--state-blocking',
    height: 1,
    fill: 0.3,
    tile: { size: 12, stroke: 5, lines: [[-3, -3, 15, 15], [-3, 9, 3, 15], [9, -3, 15, 3]] },
  },
  // Upright bars with gaps: a queue.
  [State.Ready]: {
    token: '--state-ready',
    height: 0.7,
    fill: 0.16,
    tile: { size: 5, stroke: 2, lines: [[2.5, 0, 2.5, 5]] },
  },
  // Slanted: held back.
  [State.GilWait]: {
    token: '--state-gil-wait',
    height: 0.7,
    fill: 0.2,
    tile: { size: 6, stroke: 2, lines: [[-1, 7, 7, -1], [-1, 1, 1, -1], [5, 7, 7, 5]] },
  },
  // Crossed: barred.
  [State.LockWait]: {
    token: '--state-lock-wait',
    height: 0.7,
    fill: 0.2,
    tile: { size: 8, stroke: 1.2, lines: [[0, 0, 8, 8], [0, 8, 8, 0]] },
  },
  // A flat line.
  [State.Sleeping]: { token: '--state-sleeping', height: 0.2, fill: 1 },
  // A pipe.
  [State.Io]: { token: '--state-io', height: 0.62, fill: 0.22, rails: 1.5 },
  // Dashes.
  [State.Waiting]: {
    token: '--state-waiting',
    height: 0.2,
    fill: 0,
    tile: { size: 8, stroke: 4, lines: [[2, -1, 2, 9]] },
  },
}

/** What a drawing takes its colours from; CSS colours. */
export interface Palette {
  ink: string
  muted: string
  line: string
  paper: string
  /** Names of threads. */
  threads: string
  /** Names of tasks. */
  asyncio: string
  /** By the state's number. */
  states: Readonly<Record<DrawnState, string>>
}
