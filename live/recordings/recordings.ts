import type { RecordedVariant, Recording } from '../content/recording'

/** Every recording of CPython in the repository. */
const RECORDINGS = Object.values(import.meta.glob<Recording>('/snippets/*/recordings/cpython-*.json', { eager: true, import: 'default' }))

/** The Python whose recordings a slide shows when it names none and there is one. */
const DEFAULT_PYTHON = '3.14'

/** A number that somebody else has published. */
export interface CitedValue {
  low: number
  high: number
  unit: string
  /** What was measured. */
  of: string
  /** Where it is published. */
  source: string
}

const [CITED = {}] = Object.values(import.meta.glob<Readonly<Record<string, CitedValue>>>('/snippets/cited.json', { eager: true, import: 'default' }))

/** All recordings of a demo by CPython, the oldest version first. */
export function pythonRecordings(demo: string): Recording[] {
  return RECORDINGS
    .filter(recording => recording.demo === demo)
    .sort((a, b) => a.by.version.localeCompare(b.by.version, 'en', { numeric: true }))
}

/**
 * The recording of a demo by one Python.
 *
 * @param demo name of its folder
 * @param python as `3.14`. @default the deck's usual Python, or else the newest that recorded it
 * @throws Error when there is none: a slide may not show a number that nobody measured
 */
export function recordingOf(demo: string, python?: string): Recording {
  const all = pythonRecordings(demo)
  const found = all.find(recording => shortVersion(recording) === (python ?? DEFAULT_PYTHON)) ?? (python === undefined ? all.at(-1) : undefined)
  if (!found)
    throw new Error(`no recording of '${demo}' by CPython ${python ?? DEFAULT_PYTHON}`)
  return found
}

/** A variant as one Python ran it. */
export interface RecordedOnPython {
  recording: Recording
  variant: RecordedVariant
}

/**
 * What to show of a variant where a slide names no Python: the recording by the deck's usual Python, or else by the newest.
 *
 * @param recordings of the variant's demo, the oldest Python first
 * @param name the variant's
 * @returns `undefined` when none of them has it: it is new
 */
export function recordedOnPython(recordings: readonly Recording[], name: string): RecordedOnPython | undefined {
  const having = recordings.filter(({ variants }) => Object.hasOwn(variants, name))
  const recording = having.find(each => shortVersion(each) === DEFAULT_PYTHON) ?? having.at(-1)
  return recording && { recording, variant: recording.variants[name]! }
}

/** `3.11` of `3.11.7`. */
export function shortVersion(recording: Recording): string {
  return recording.by.version.split('.').slice(0, 2).join('.')
}

/**
 * A figure of every repetition of a variant; `wall` and `memory` are figures too.
 *
 * @throws Error when the recording lacks it
 */
export function figuresOf(recording: Recording, variant: string, figure: string): number[] {
  const recorded: RecordedVariant | undefined = recording.variants[variant]
  if (!recorded)
    throw new Error(`the recording of '${recording.demo}' has no variant '${variant}'`)
  return recorded.runs.map((run) => {
    const value = figure === 'wall' ? run.wall : figure === 'memory' ? run.memory : run.figures[figure]
    if (value === undefined)
      throw new Error(`the recording of '${recording.demo}/${variant}' has no figure '${figure}'`)
    return value
  })
}

/** The middle one of an odd number of repetitions, the upper of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * A number from a named source.
 *
 * @throws Error when there is none of that name
 */
export function citedValue(id: string): CitedValue {
  const value = CITED[id]
  if (!value)
    throw new Error(`nothing is cited as '${id}'`)
  return value
}

/** Where a recording comes from, in one line. */
export function provenanceOf({ by }: Recording): string {
  const gil = by.runtime === 'CPython' ? 'GIL' : 'GIL as a model'
  return `Recorded: ${by.runtime === 'CPython' ? `CPython ${by.version}` : by.version}, ${by.gil ? gil : 'free-threaded'}, ${by.cores} cores, ${by.platform}, ${by.date}`
}

const FORMAT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** A time as slides show it: two decimals under ten seconds. */
export function shownSeconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`
}

/** A number as slides show it: three significant digits, thousands by comma. */
export function shown(value: number): string {
  return FORMAT.format(value)
}
