import type { LanguageRegistration } from 'shiki'
import type { EngineSupport } from '../../engine/host'
import type { ExplorationOptions, ExplorationReport } from '../../engine/protocol/exploration'
import type { Granularity, ScheduledRun, ScheduleRequest } from '../../engine/protocol/schedule'
import type { Exercise, ExerciseWords, Way } from '../content/exercise'
import type { Mode, Variant } from '../content/manifest'
import type { Recording } from '../content/recording'
import type { RunSession } from './run-session'

/** What is known of a language's files alone: all that the build, the editor and the highlighter ask for. */
export interface LanguageFiles {
  /** Its name in links, in what is kept, and for the highlighter and the editor: as Shiki and Monaco call it. */
  id: string
  /** What its files end with, as `.py`. */
  ending: string
  /** As people write it: `Python`. */
  name: string
  /** Spaces of one level of indentation. */
  tabSize: number
  /** Name of a variant's file in its demo's folder, as `threads.py`. */
  fileOf: (variant: string) => string
  /** Loads its grammar for the highlighter; Shiki's own grammars are in `shiki/langs/`. */
  grammar: () => Promise<{ default: LanguageRegistration[] }>
}

/** How the schedules of a program are explored. */
export interface Explore extends ExplorationOptions {
  /** How many threads get their workers ahead. */
  threads: number | undefined
  /** Ends it early: what has been found is given. */
  signal: AbortSignal
  /** Hears now and then what has been found so far. */
  progress: (report: ExplorationReport) => void
}

/** How one Controlled run is made. */
export interface Replay extends ScheduleRequest {
  /** How many threads get their workers ahead. */
  threads: number | undefined
  /** Gives it up. */
  signal: AbortSignal
}

/** What is said of the program that runs the code, where that isn't the deck's own runtime. */
export interface LanguageRuntime {
  /** As `CPython 3.14`. */
  name: string
  /** What a person has to know of it, in a line. */
  note: string
}

/**
 * A language that blocks of live code, exercises, links and recordings know. All that differs between languages stands
 * here: nothing else in live/ or components/ asks which language it is.
 */
export interface Language extends LanguageFiles {
  /** What the code is called in labels: `Code`, `Python`. */
  codeName: string
  /** What runs it. @default the deck's own runtime */
  runtime?: LanguageRuntime
  /** The texts of all its files, by their path from the root of the deck, as `/snippets/lost-update/threads.py`. */
  texts: Readonly<Record<string, string>>
  /**
   * The names that a text may go on with. @default what the editor itself knows
   *
   * @param text the whole program
   * @param before the line up to the cursor
   */
  completions?: (text: string, before: string) => Promise<readonly string[]>
  /** Whether a program uses an event loop, which can be looked into. */
  hasEventLoop: (text: string) => boolean

  /** Makes what runs the sources of a file, and stops them; loads the engine. */
  session: (file: string) => Promise<RunSession>
  /** The modes that it can run in, of those that a demo has. */
  modes: (ofDemo: readonly Mode[]) => readonly Mode[]
  /** Whether it can make Controlled runs, from a seed. */
  hasControlledRuns: boolean
  /**
   * Runs a program under all schedules, up to equivalence. @default it can't
   *
   * @returns `undefined` when it was ended before it began
   * @throws Error for a program that can't be compiled, or not be run so
   */
  explore?: (text: string, file: string, how: Explore) => Promise<ExplorationReport | undefined>
  /**
   * Makes one Controlled run of a program, by a schedule. @default it can't
   *
   * @returns `undefined` when it was given up
   * @throws Error for a program that can't be compiled, or not be run so
   */
  replay?: (text: string, file: string, how: Replay) => Promise<ScheduledRun | undefined>
  /**
   * Where its threads may switch in schedules of each mode, if that is to be chosen where schedules are shown.
   * @default the block's mode says it: CPython's switch points, or each shared access
   */
  granularities?: Readonly<Record<Mode, Granularity>>
  /** Whether it can run in this window, and why not; reactive. */
  support: () => EngineSupport
  /** Why this one variant can't run in it here: its recording is shown instead. `undefined` when it can; reactive. */
  obstacle: (variant: Variant | undefined) => string | undefined
  /** Recordings of its runs, made outside of the deck, as of a demo. @default the deck records its runs itself */
  recordings?: (demo: string) => readonly Recording[]

  /**
   * Gets all ready that a run takes, since a slide with its code is in sight.
   *
   * @param threads that the demo starts
   */
  warm: (threads: number) => Promise<void>
  /** Gets a text ready that may be run next; reactive. @default it takes nothing to be ready */
  prepare?: (text: string, file: string) => void
  /** Gets ready what an edit takes, since a text is about to be edited. @default it takes nothing */
  expectEdit?: () => Promise<void>

  /** The two ways in which exercises are checked in it. */
  ways: readonly [Way, Way]
  /** Seconds that one run of a check may take. */
  checkSeconds: number
  /** What an exercise says otherwise in it. */
  exerciseWords: (exercise: Exercise) => Partial<ExerciseWords> | undefined
}
