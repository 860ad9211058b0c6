/** The options of a run, and its results. */

/** Whether the threads of a run share one GIL, or run free-threaded. */
export type Mode = 'gil' | 'free'

/** How to run a program. */
export interface RunOptions {
  /** @default 'gil' */
  mode?: Mode
  /** CPython's `sys.setswitchinterval`, in seconds. @default 0.005 */
  switchInterval?: number
  /** How many threads the program is known to start: the pool prepares them. @default what the last run of the same name needed */
  threads?: number
  /** asyncio's debug mode. @default false */
  debug?: boolean
  /** What `os.getenv` finds, in the deck's own runtime. @default nothing */
  environment?: Readonly<Record<string, string>>
  /** Whether to record lanes. @default true */
  trace?: boolean
  /** Python only: makes the run Controlled; this number determines its interleaving. @default a Real run */
  seed?: number
}

/** A line of the program's output. */
export interface OutputLine {
  stream: 'stdout' | 'stderr'
  /** At most `MAX_LINE_LETTERS` of it. */
  text: string
  /** The number of letters that were cut off. @default 0 */
  cut?: number
  /** Name of the thread that printed it. */
  thread: string
  /** Name of the task that printed it, if one was running. */
  task?: string
  /** The lane of that task, or else of that thread. */
  lane: number
  /** Milliseconds since the run's epoch. */
  time: number
  /**
   * Set while the line is unfinished, as after `print('.', end='', flush=True)`: the next line of its stream and lane
   * replaces it, and contains its text. See `Printed` of engine/insight.
   */
  unfinished?: true
}

/** A program waits for a line of its standard input. */
export interface InputRequest {
  /** Identifies it among those of its run. */
  request: number
  /** Shown before the line, as in `input(prompt)`; may be empty. */
  prompt: string
  /** Whether the input must not be shown: a password. */
  hidden: boolean
}

/** A place in the program's source; both numbers are 1-based. */
export interface Place {
  line: number
  column: number
}

/** One frame of a traceback, innermost last, as Python prints it. */
export interface Frame extends Place {
  function: string
  /** How many more times the same frame follows, after a recursion. */
  repeated?: number
}

/** An exception as Python's traceback module describes it, in terms of the source. */
export interface ExceptionDetails {
  /** Its class, such as `RuntimeError`. */
  type: string
  /** Including Python's suggestions, such as `Did you mean: 'Lock'?`. */
  message: string
  /** The lines added by `add_note` (PEP 678). */
  notes?: readonly string[]
  traceback?: Frame[]
  /** The exceptions that led to this one, oldest first. */
  chain?: readonly ChainedException[]
  /** The exceptions of an exception group. */
  exceptions?: readonly ExceptionDetails[]
  /** How many more exceptions the group holds: as in Python, only the first ones are shown. */
  exceptionsLeftOut?: number
}

/** An exception that led to the next one of its chain. */
export interface ChainedException extends ExceptionDetails {
  /** Whether it caused the next one (`raise … from`), or was being handled when that was raised. */
  relation: 'cause' | 'context'
}

/** Printed by Python between an exception of a chain and the next one. */
export const RELATION_WORDS: Readonly<Record<ChainedException['relation'], string>> = {
  cause: 'The above exception was the direct cause of the following exception:',
  context: 'During handling of the above exception, another exception occurred:',
}

/** An error or a warning, in terms of the program's source. */
export interface Problem extends ExceptionDetails, Partial<Place> {
  /** A warning does not make the run fail. */
  severity: 'error' | 'warning'
  /** When it was found: while compiling, or in which kind of code while running. */
  origin: 'compile' | 'main' | 'thread' | 'task' | 'engine'
  /** The name of the thread or task where it happened. */
  where?: string
  /** Advice, where there is more to say than the message does. */
  hint?: string
  /** Milliseconds since the run's epoch; absent for compile problems. */
  time?: number
}

/** One lane that waits forever. */
export interface DeadlockMember {
  lane: number
  /** Address of the object waited for; its name comes like that of any subject. */
  subject: number
  /** Lane that holds it; 0 when none does, as for a future that no code will complete. */
  heldBy: number
  /** The source line that waits. */
  line: number
}

/** Lanes that wait for each other, or for something that will never happen: detected while the program hangs. */
export interface Deadlock {
  /** A cycle of locks between threads, or an event loop all of whose tasks wait. */
  kind: 'threads' | 'tasks'
  /** In a cycle each waits for the next one, and the last one for the first. */
  members: DeadlockMember[]
  /** Milliseconds since the run's epoch. */
  time: number
}

/** How a run ended. */
export type Outcome
  /** `main` returned, and every non-daemon thread ended. */
  = | 'finished'
  /** `main` raised an exception, or the program could not be compiled or started. */
    | 'failed'
  /** Stop was pressed. */
    | 'stopped'
  /** A newer run took its place. */
    | 'superseded'
  /** The frame that ran it is gone (out of memory, most likely). */
    | 'crashed'

/** How the program itself ended, as reported by its worker; the page decides the other outcomes. */
export type ProgramOutcome = Exclude<Outcome, 'superseded' | 'crashed'>

/** The figures of a run that has ended, counted by the engine. */
export interface RunSummary {
  outcome: Outcome
  mode: Mode
  /** Milliseconds from the call of `main` to the end of the last non-daemon thread. */
  wall: number
  /** The most threads alive at one time, main included. */
  peakThreads: number
  /** How often the GIL changed hands; 0 when free-threaded. */
  gilSwitches: number
  /** How often a thread requested the GIL because the switch interval was over. */
  gilRequests: number
  /** Trace records that did not fit into their ring and are missing. */
  droppedRecords: number
  /** The exit status that the program requested, if not 0: by sys.exit, by os._exit, or by the signal that ended it. */
  exitStatus?: number
  /** Logical cores of the machine. */
  cores: number
  /** Set for a Controlled run: the seed of its interleaving. It measures nothing. */
  seed?: number
  /** The version of CPython that ran it, `3.14.2`; undefined for the deck's own runtime. */
  python?: string
}
