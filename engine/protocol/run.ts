/** What a run is asked for, and what comes back from it. */

/** Whether the threads of a run share one GIL, or run free-threaded. */
export type Mode = 'gil' | 'free'

/** How a run is to be made. */
export interface RunOptions {
  /** @default 'gil' */
  mode?: Mode
  /** CPython's `sys.setswitchinterval`, in seconds. @default 0.005 */
  switchInterval?: number
  /** How many threads the program is known to start: the pool gets them ready. @default what the last run of the same name needed */
  threads?: number
  /** asyncio's debug mode. @default false */
  debug?: boolean
  /** Whether lanes are recorded. @default true */
  trace?: boolean
  /** Python only: makes the run Controlled, its interleaving follows from this number. @default a Real run */
  seed?: number
}

/** A line of the program's output. */
export interface OutputLine {
  stream: 'stdout' | 'stderr'
  /** At most `MAX_LINE_LETTERS` of it. */
  text: string
  /** How many letters more there were. @default 0 */
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
   * Set while the line has no end yet, as after `print('.', end='', flush=True)`: the next one of its stream and lane
   * takes its place, and holds its text as well. See `Printed` of engine/insight.
   */
  unfinished?: true
}

/** A program waits for a line of its standard input. */
export interface InputRequest {
  /** Names it among those of its run. */
  request: number
  /** What stands before the line, as `input(prompt)` says; may be empty. */
  prompt: string
  /** Whether what is typed is not to be seen: a password. */
  hidden: boolean
}

/** A place in the source that the person wrote; both are 1-based. */
export interface Place {
  line: number
  column: number
}

/** One frame of a traceback, the innermost last, as Python prints it. */
export interface Frame extends Place {
  function: string
  /** How many more times the same frame follows, where recursion made it many. */
  repeated?: number
}

/** An exception as Python's traceback module describes it, in the terms of the source. */
export interface ExceptionDetails {
  /** Its class, as `RuntimeError`. */
  type: string
  /** With Python's suggestions in it, as `Did you mean: 'Lock'?`. */
  message: string
  /** What `add_note` has added (PEP 678). */
  notes?: readonly string[]
  traceback?: Frame[]
  /** The exceptions that led to this one, the oldest first. */
  chain?: readonly ChainedException[]
  /** What an exception group holds. */
  exceptions?: readonly ExceptionDetails[]
  /** How many more exceptions the group holds: as in Python, not all of many are shown. */
  exceptionsLeftOut?: number
}

/** An exception that led to the next one of its chain. */
export interface ChainedException extends ExceptionDetails {
  /** Whether it caused the next one (`raise … from`), or was being handled when that was raised. */
  relation: 'cause' | 'context'
}

/** What Python prints between an exception of a chain and the next one. */
export const RELATION_WORDS: Readonly<Record<ChainedException['relation'], string>> = {
  cause: 'The above exception was the direct cause of the following exception:',
  context: 'During handling of the above exception, another exception occurred:',
}

/** Something that went wrong, in the terms of the source that the person wrote. */
export interface Problem extends ExceptionDetails, Partial<Place> {
  /** A warning does not make the run fail. */
  severity: 'error' | 'warning'
  /** When it was found: while compiling, or by which kind of code while running. */
  origin: 'compile' | 'main' | 'thread' | 'task' | 'engine'
  /** The name of the thread or task in which it happened. */
  where?: string
  /** What to do about it, where there is something to say beyond the message. */
  hint?: string
  /** Milliseconds since the run's epoch; absent for compile problems. */
  time?: number
}

/** One lane that waits forever. */
export interface DeadlockMember {
  lane: number
  /** Address of what it waits for; its name is told as every subject's. */
  subject: number
  /** Lane that holds it; 0 when nobody does, as for a future that nobody will set. */
  heldBy: number
  /** The source line that waits. */
  line: number
}

/** Lanes that wait for each other, or for what nobody will do: found while the program hangs. */
export interface Deadlock {
  /** A cycle of locks between threads, or an event loop all of whose tasks wait. */
  kind: 'threads' | 'tasks'
  /** In a cycle each waits for the next, and the last one for the first. */
  members: DeadlockMember[]
  /** Milliseconds since the run's epoch. */
  time: number
}

/** How a run ended. */
export type Outcome
  /** `main` returned, and every non-daemon thread ended. */
  = | 'finished'
  /** `main` raised, or the program could not be compiled or started. */
    | 'failed'
  /** Stop was pressed. */
    | 'stopped'
  /** A newer run took its place. */
    | 'superseded'
  /** The frame that ran it is gone (out of memory, most likely). */
    | 'crashed'

/** How the program itself ended, as its worker reports it: the other outcomes are the page's. */
export type ProgramOutcome = Exclude<Outcome, 'superseded' | 'crashed'>

/** The facts of a run that has ended, counted by the engine. */
export interface RunSummary {
  outcome: Outcome
  mode: Mode
  /** Milliseconds from the call of `main` to the end of the last non-daemon thread. */
  wall: number
  /** Most threads alive at one time, main included. */
  peakThreads: number
  /** How often the GIL changed hands; 0 when free-threaded. */
  gilSwitches: number
  /** How many times the GIL was asked for because the switch interval was over. */
  gilRequests: number
  /** Trace records that did not fit into their ring and are missing. */
  droppedRecords: number
  /** The exit status that the program asked for, if it is not 0: by sys.exit, by os._exit, or by the signal that ended it. */
  exitStatus?: number
  /** Logical cores of the machine. */
  cores: number
  /** Set for a Controlled run: what its interleaving follows from. It measures nothing. */
  seed?: number
  /** The version of CPython that ran it, `3.14.2`; none when it was the deck's own runtime. */
  python?: string
}
