/**
 * What a demo says of itself. Each folder under `snippets/` has a `manifest.ts` that exports one by default.
 *
 * The files go by the variants' names, see {@link filesOf}.
 */
import type { Mode } from '../../engine/protocol/run'
import type { Accent } from './accent'
import type { Goal } from './goal'
import type { ResultOf } from './result'
import type { Sized } from './sized'

export type { Accent, Mode }

/**
 * A figure of a variant's run: `wall` (seconds that the whole run took), `peakThreads`, `gilSwitches`,
 * or a name from the demo's {@link Demo.figures}.
 */
export type FigureOf = `${string}.${string}`

/** How a variant is meant to go wrong. */
interface ExpectedFailure {
  /**
   * - `error`: `main` raises it (or a thread or task does)
   * - `deadlock`: it never ends, and the deadlock finder says so
   */
  kind: 'error' | 'deadlock'
  /** Class of the error as Python names it, `RuntimeError`. */
  type?: string
  /** A part of its message. */
  message?: string
  /** Why, in one sentence that a learner understands. */
  because: string
}

/** What must hold in all schedules of a variant. */
interface AllSchedules {
  /** The claim in words. */
  says: string
  /** In which mode threads switch. @default the demo's first mode */
  mode?: Mode
  /** All ends that there are, in any order: what is printed, `deadlock`, or the message of an error. */
  ends: readonly string[]
  /** How many interleavings there are. @default not claimed */
  interleavings?: number
}

/** One way to write the demo. */
export interface Variant {
  /** Label of its tab; at most three words. */
  title: string
  accent?: Accent
  /** Overrides the demo's modes. */
  modes?: readonly [Mode, ...Mode[]]
  /** Overrides the demo's number of threads. */
  threads?: number
  /** asyncio's debug mode. @default false */
  debug?: boolean
  /** Absent: it ends well. */
  fails?: ExpectedFailure
  /** What its schedules come to, all of them: proved by exploring them to the end. @default nothing is claimed */
  inAllSchedules?: AllSchedules
  /** What a person is to bring about by choosing the schedule: shown with the block’s schedules. */
  goal?: Goal
  /**
   * Why there is no twin, or why the twin does not run like the others. Absent: there is one, and it runs on
   * CPython 3.11 or newer as it is.
   */
  twinNote?: string
  /** Why the twin can't run in a browser, so that its recording is shown in the place of a run. Absent: it runs there. */
  recordedTwin?: string
  /** `false`: the demo has only the twin, its run is a recording of CPython. @default true */
  typescript?: boolean
}

/** Something that must hold, and that a slide claims. */
export interface Bar {
  /** The claim in words. */
  says: string
  /** Where it holds: in the deck's runtime, in CPython, or in both. @default 'both' */
  where?: 'deck' | 'cpython' | 'both'
  /** In which mode of the deck's runtime. @default the demo's first mode */
  mode?: Mode
  /** The figure, or the quotient of two. */
  figure: FigureOf | { ratio: readonly [FigureOf, FigureOf] }
  /** Bounds, both included. */
  atLeast?: number
  atMost?: number
  /** `every`: in each repetition; `some`: in at least one; `median`. @default 'every' */
  of?: 'every' | 'some' | 'median'
  /** Repetitions that the check makes. @default 1 */
  runs?: number
  /** All repetitions give exactly the same figure. @default false */
  constant?: boolean
}

/** A demo. */
export interface Demo {
  /** The insight, as a slide would say it. */
  title: string
  /** What to look at, in one sentence. */
  shows: string
  /** In the order of their tabs. The keys are the files' names. */
  variants: Readonly<Record<string, Variant>>
  /** The modes that it may run in; the first is the default. */
  modes: readonly [Mode, ...Mode[]]
  /** Threads that it starts beside the main thread. @default 0 */
  threads?: number
  /** Figures read off the output: the first group is the number (commas are ignored). */
  figures?: Readonly<Record<string, RegExp>>
  /** How the workload is fitted to the machine. Absent: it has a size of its own. */
  sized?: Sized
  /** What a run proves, shown large when it is over. Absent: its output or its picture says it. */
  result?: ResultOf
  /** Figures in which variant and twin give the same number. */
  agree?: readonly FigureOf[]
  bars?: readonly Bar[]
}

/** The two files of a variant. */
export interface VariantFiles {
  typescript: string
  /** The twin. */
  python: string
}

/**
 * Names of a variant's files in its demo's folder: variant `threads` is `threads.ts` and `threads.py`. The twin of
 * `asyncio` is `with_asyncio.py`: an `asyncio.py` would be imported in place of the module of that name.
 */
export function filesOf(variant: string): VariantFiles {
  return {
    typescript: `${variant}.ts`,
    python: variant === 'asyncio' ? 'with_asyncio.py' : `${variant}.py`,
  }
}

/**
 * Name of the file of a step on the way to a variant or to its twin.
 *
 * @param file the variant's or the twin's, as `threads.ts`
 * @param step counted from 1
 * @returns as `threads.step-1.ts`
 */
export function stepFile(file: string, step: number): string {
  return file.replace(/\.\w+$/, extension => `.step-${step}${extension}`)
}

/** Types a manifest without widening the names of its variants. */
export function defineDemo<const T extends Demo>(demo: T): T {
  return demo
}
