/** What a run proves, in one number or a few words: large on the slide when it is over, with its output under it. */
import type { Mode } from '../../engine/protocol/run'
import type { Accent } from './accent'

/** A run that is over, as a demo reads its result off it. */
export interface EndedRun {
  /** Name of its variant. */
  variant: string
  /** What its tab says. */
  title: string
  mode: Mode
  /** Its own `seconds` figure where it prints one, else the time that the whole run took. */
  seconds: number
  /** The manifest's figures that its output has. */
  figures: Readonly<Record<string, number>>
  /** Everything that it printed, and the messages of its warnings and errors. */
  text: string
  /** The last run of another variant in the same language and mode; `undefined` when there was none. */
  other: (variant: string) => EndedRun | undefined
}

/** What is shown large. */
export interface RunResult {
  /** A number with its unit, or two words: it is read from the last row. */
  value: string
  /** What the number means, in one short line. */
  says: string
  /** Red or green where the number is a fault or its absence. @default the variant's accent */
  tone?: 'good' | 'bad' | Accent
}

/** Reads the result off a run; `undefined` when the run has none, because it was edited or went another way. */
export type ResultOf = (run: EndedRun) => RunResult | undefined

/** A whole number with commas. */
export function countText(value: number): string {
  return value.toLocaleString('en')
}

/** A time as a slide shows it: milliseconds under a tenth of a second. */
export function secondsText(seconds: number): string {
  return seconds < 0.1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
}

/** Times whose quotient is nearer to 1 than this are called the same: two runs of one program differ by as much. */
const SAME = 1.15

/** How much faster or slower one run was than another, in words. */
export function comparedWith(run: Pick<EndedRun, 'seconds'>, other: Pick<EndedRun, 'seconds' | 'title'>): string {
  const factor = other.seconds / run.seconds
  if (factor < SAME && factor > 1 / SAME)
    return `as slow as ${other.title}`
  const shown = factor > 1 ? factor : 1 / factor
  // The number stays with its sign, also where the line breaks.
  return `${shown.toFixed(shown < 10 ? 1 : 0)}\u00A0×\u00A0${factor > 1 ? 'faster' : 'slower'} than ${other.title}`
}

/**
 * The result of a demo whose point is how long it takes.
 *
 * @param what took that long
 * @param against the variant that it is compared with, once that was run
 */
export function timed(what: string, against?: string): ResultOf {
  return (run) => {
    const other = against === undefined || against === run.variant ? undefined : run.other(against)
    return { value: secondsText(run.seconds), says: other ? `${what}: ${comparedWith(run, other)}` : what }
  }
}
