/**
 * The shared memory of a run: one SharedArrayBuffer that every thread of the run sees as 32-bit words.
 * All addresses in the engine are indexes of such words. A run gets fresh memory, so that a thread of
 * a stopped run that still writes can harm nobody.
 *
 * Words that several threads write often stand 32 words (128 bytes) apart, so that two of them never share
 * a cache line; the eval breaker, which every checkpoint reads, has its line to itself.
 */

/** Size of a run's shared memory in bytes. Untouched pages cost nothing. */
export const MEMORY_BYTES = 128 * 1024 * 1024

/** Size of the memory of each further process: what its calls get and give stands in the memory of the first one. */
export const PROCESS_MEMORY_BYTES = 32 * 1024 * 1024

/** Most workers that a run may use, and so most threads alive at a time (`can't start new thread`). */
export const MAX_THREADS = 128

/** Bits of the word at {@link Word.EvalBreaker}; while it is 0, a checkpoint does nothing. */
export enum Breaker {
  /** The run is being stopped: raise KeyboardInterrupt. */
  Stop = 1,
  /** Another thread wants the GIL (CPython's `gil_drop_request`). */
  DropGil = 2,
}

/** Addresses of single words. */
export enum Word {
  /** What each checkpoint reads: see {@link Breaker}. */
  EvalBreaker = 32,
  /** 1 while some thread holds the GIL. */
  GilLocked = 64,
  /** Lane of the thread that took the GIL last. */
  GilLastHolder = 65,
  /** How many threads wait for the GIL. */
  GilWaiters = 66,
  /** How often the GIL has changed hands. Waited on by a thread that was forced to let it go. */
  GilSwitches = 96,
  /** How often a waiter asked for the GIL after the switch interval. */
  GilRequests = 97,
  /** Next free word of the heap. */
  HeapTop = 128,
  /** Lock of the allocator's free lists. */
  HeapLock = 129,
  /** Heads of the allocator's free lists, one for each power of two; 32 words. */
  FreeLists = 160,
  /** Last lane id given out; the first process of a run counts for all of them. */
  LastLane = 224,
  /** Last number given out for `Thread-N`. */
  LastThreadNumber = 226,
  /** Last number given out for `Task-N`. */
  LastTaskNumber = 227,
  /** Last number given out for the executors' `ThreadPoolExecutor-N`. */
  LastPoolNumber = 228,
  /** Threads alive that are not daemons, main excluded. */
  NonDaemonCount = 229,
  /** Guards the table of top-level objects. */
  RegistryLock = 256,
  /** Threads that were started and have no worker yet: length of the queue at {@link Table.Pending}. */
  PendingLock = 288,
  PendingCount = 289,
  /** Waited on by parked workers; grows with each thread that is started. */
  PendingSignal = 290,
  /** Workers that are parked with the module evaluated. */
  ParkedWorkers = 291,
  /** Guards the table of live threads. */
  LiveLock = 320,
  LiveCount = 321,
  /** Changes whenever a thread ends. */
  LiveChanged = 322,
  /** Most threads alive at one time. */
  LivePeak = 323,
  /** The sandbox waits on it; it grows when there is something to read or to do. */
  Doorbell = 352,
  /** 1 while the sandbox sleeps on the doorbell. */
  DoorbellArmed = 353,
  /** How many threads may go on, and processes that were started: see kernel/hang.ts. */
  RunningCount = 416,
  /** A hang was found: the worker that is to report it, counted from 1; -1 once it has. */
  HangReporter = 417,
  /** 1 when the GIL is in force. */
  GilEnabled = 384,
  /** The switch interval in microseconds. */
  SwitchInterval = 385,
  /** 1 once `main` has returned and only non-daemon threads are waited for. */
  Finalizing = 386,
  /** Lowest lane of the cycle of locks that was reported last. */
  ReportedDeadlock = 387,
  /** The first one of the executors that have workers. */
  Pools = 388,
  /** Value: the name of `threading.excepthook`; 0 for the default. */
  ExceptHook = 389,
  /** Value: how logging is set up; 0 as long as nobody has changed that. */
  Logging = 392,
  /** Guards changes of it (kernel/mutex.ts). */
  LoggingGuard = 393,
  /** Last number given out for `SpawnProcess-N`. */
  LastProcessNumber = 391,
  /** Lane of the thread that runs `main`, or in a further process its calls. */
  MainLane = 390,
}

/** Most variables of a module whose contents are watched: see kernel/module-state.ts. */
export const MAX_MODULE_VARIABLES = 512

/** Words of a worker's row in {@link Table.ModuleUses}: a bit for each variable. */
export const MODULE_USES_ROW = MAX_MODULE_VARIABLES / 32

/** What a function does with what a module's variable holds. */
export enum Use {
  Read = 1,
  Changed = 2,
}

/** Words kept for a module's variable, in {@link Table.ModuleVariables}. */
export enum ModuleVariableWord {
  /** Lane of a thread that has changed in vain what it holds; 0 if none has. */
  ChangedBy = 0,
  /** The source line of that. */
  Line = 1,
  /** Not 0 once main has changed it while threads had their own: the source line and 1. */
  ChangedByMain = 2,
  /** What was reported: a bit for each direction. */
  Reported = 3,
}

/** Tables of words: where each starts. */
export enum Table {
  /** For each worker the address it waits at (0: it doesn't), 32 words apart. */
  WaitAddress = 1024,
  /** Records of threads that wait for a worker. */
  Pending = 1024 + MAX_THREADS * 32,
  /** Records of the threads that are alive. */
  Live = Pending + MAX_THREADS,
  /** Top-level objects in the order of their creation: kind and address, two words each. */
  Registry = Live + MAX_THREADS,
  /** For each variable of the module a {@link ModuleVariableWord}. */
  ModuleVariables = Registry + 2 * 4096,
  /** For each worker which variables its thread has used. */
  ModuleUses = ModuleVariables + 4 * MAX_MODULE_VARIABLES,
  /** For each worker the wait of its thread that only other threads can end; four words each. */
  EndlessWaits = ModuleUses + MAX_THREADS * MODULE_USES_ROW,
  /** First word of the heap. */
  Heap = EndlessWaits + 4 * MAX_THREADS,
}

/** Most primitives and shared objects that a module may create at its top level. */
export const MAX_TOP_LEVEL_OBJECTS = 4096

/** Lane of the thread that runs `main`. */
export const MAIN_LANE = 1

/**
 * What the timeline adds to addresses in a further process, for each one before it, so that objects of two processes
 * have different ids: the words of a memory.
 */
export const SUBJECTS_PER_PROCESS = MEMORY_BYTES / 4

/** The address at which a worker notes what it waits for. */
export function waitAddressOf(worker: number): number {
  return Table.WaitAddress + worker * 32
}

/** Words of an I/O request's block: the thread that asks makes it, the sandbox's frame writes the answers into it. */
export enum IoWord {
  /** As every inbox node: the next one, and its kind. */
  Next = 0,
  Kind = 1,
  /** An {@link IoState}. */
  State = 2,
  /** The inbox to push the block to when there is news (0: wake whoever waits on the state). */
  Inbox = 3,
  /** Bytes of the answer in the buffer. */
  Length = 4,
  /** Where the buffer starts, and how many bytes it has. */
  Buffer = 5,
  Capacity = 6,
}
export const IO_WORDS = 8

/** Where an I/O request is. */
export enum IoState {
  Pending = 0,
  /** The buffer holds the response's head as JSON. */
  Head = 1,
  /** The buffer holds a piece of the body. */
  Chunk = 2,
  /** The body is over. */
  End = 3,
  /** The buffer holds a message that says why. */
  Failed = 4,
  /** The buffer holds the head as JSON, its length before it as a word, and as much of the whole body as there is room for. */
  Whole = 5,
}

/** Words of an event loop's inbox: a list that other threads and the frame push nodes to. */
export enum InboxWord {
  /** Grows with each node; the loop waits on it. */
  Signal = 0,
  /** The node pushed last. */
  Head = 1,
}

/** What was reported of a variable. */
export enum ReportedUse {
  /** What a thread has changed is lost. */
  OfThread = 1,
  /** What main has changed is unknown to threads. */
  OfMain = 2,
}
