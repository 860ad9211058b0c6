/**
 * Schedules of Controlled runs: the choices of a person, a seed or a search, and what a run under those choices did.
 * TypeScript's threads and Python's report the same shapes, so that one search explores both.
 */

/** A thread of one run, by its order of creation: 0 is the main thread. The same schedule gives the same numbers. */
export type ThreadNumber = number

/** Where a thread may be preempted: at CPython's switch points, at each shared access, or (Python) at each bytecode. */
export type Granularity = 'gil' | 'free-threaded' | 'bytecode'

/** The kind of a step; the stepper shows it too. */
export type OperationKind
  = | 'begin' // the first step of a thread
    | 'end' // the last one
    | 'start' // starts the thread in `thread`
    | 'join' // enabled as soon as that thread has ended
    | 'read'
    | 'write'
    | 'update' // reads and writes as one step, as a documented atomic operation does (append, pop, `next(count)`)
    | 'acquire' // of a lock, semaphore slot or condition's lock
    | 'release'
    | 'wait' // parks on a condition, event, barrier or queue; the object says on which
    | 'notify'
    | 'put'
    | 'get'
    | 'sleep'
    | 'io' // a request, or the arrival of its answer
    | 'suspend' // an await that suspends its task, or the loop's turn to another task
    | 'print'
    | 'checkpoint' // a place where the GIL may change hands, without any access

/** One visible operation of one thread or task. */
export interface Operation {
  readonly kind: OperationKind
  /**
   * What it touches: `int#1`, `lock#2`, `list#1[3]`, `stdout`. Numbers follow the order of creation, so the same object has
   * the same name in each run with the same schedule. An object that a thread other than the main one creates is numbered
   * within its thread (`lock#2.1` is the first lock of thread 2), so that its name doesn't depend on what other threads create.
   * Missing where nothing shared is touched. Two steps that touch no common object may be swapped without any effect: whatever
   * depends on the virtual clock touches `clock`.
   */
  readonly object?: string
  /** Further objects that it touches in the same way: a condition's `wait` releases the lock too. */
  readonly also?: readonly string[]
  /** For `start` and `join`: the other thread. */
  readonly thread?: ThreadNumber
  /** The variable's or object's name as the person wrote it, where it is known. */
  readonly name?: string
  /** The value read or written, as the language's own repr prints it. */
  readonly value?: string
  /** Line of the person's source, 1 for the first; 0 if unknown. */
  readonly line: number
  /** Name of the running task, for an operation on an event loop. */
  readonly task?: string
}

/** What a live thread would do next, in the state before a step. */
export interface PendingOperation {
  readonly thread: ThreadNumber
  readonly operation: Operation
  /** Whether the step can be taken now; a thread that waits for a lock can't. */
  readonly enabled: boolean
  /** Threads that could enable it (a lock's holder), where they are known: deadlocks are explained by this. */
  readonly heldBy?: readonly ThreadNumber[]
}

/** One step of a run. */
export interface ScheduleStep {
  readonly thread: ThreadNumber
  /** What was done. It may say more than the pending operation did, such as the value that was read. */
  readonly operation: Operation
  /** All live threads' next operations before this step, the chosen one's among them, by rising number. */
  readonly pending: readonly PendingOperation[]
  /** No other thread could be chosen here: under the GIL, an access between two switch points. It takes up no choice of a schedule. */
  readonly forced?: true
}

/** How a run ended. */
export type ScheduleEnd
  = | { readonly kind: 'finished' }
    /** An exception that nobody caught: its last line, as in a traceback, and where it was raised. */
    | { readonly kind: 'error', readonly message: string, readonly line: number, readonly thread: ThreadNumber }
    /** No thread can take a step; what each would have done next. */
    | { readonly kind: 'deadlock', readonly waiting: readonly PendingOperation[] }
    /** The limit of steps was reached. */
    | { readonly kind: 'unfinished' }

/** A schedule: the thread chosen at each step that isn't forced. After its last choice the run goes on by the default policy. */
export type Schedule = readonly ThreadNumber[]

/** One Controlled run, as its executor reports it. */
export interface ScheduledRun {
  readonly steps: readonly ScheduleStep[]
  readonly end: ScheduleEnd
  /** Everything that was printed. */
  readonly output: string
  /** Names of the threads, by number. */
  readonly threads: readonly string[]
  /** Index of the first choice that could not be taken, because the program is another one than the schedule was made for. */
  readonly diverged?: number
}

/** How a run goes on when its schedule has no more choices. */
export type DefaultPolicy
  /** The thread goes on as long as it can, then the lowest number that can: no preemption. */
  = | { readonly kind: 'continue' }
    /** A thread chosen at random among those that can go on; the same seed chooses the same. */
    | { readonly kind: 'random', readonly seed: number }
    /**
     * Threads have random priorities, and the running one's drops at `depth - 1` random steps among the first `steps`
     * (Burckhardt, Kothari, Musuvathi, Nagarakatti: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, 2010).
     */
    | { readonly kind: 'priorities', readonly seed: number, readonly depth: number, readonly steps: number }

/** What an executor is asked to run. */
export interface ScheduleRequest {
  readonly schedule: Schedule
  readonly policy: DefaultPolicy
  readonly granularity: Granularity
  /** After so many steps the run is ended as unfinished. */
  readonly maxSteps: number
  /** What the program's own random numbers, times and identities follow from. @default 0 */
  readonly seed?: number
}
