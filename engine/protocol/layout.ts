/**
 * The shared memory of a run: one SharedArrayBuffer that every thread of the run sees as 32-bit words. All addresses in the
 * engine are indexes of such words. Each run gets fresh memory, so that a thread of a stopped run that still writes can
 * do no harm.
 *
 * Words that several threads often write are 32 words (128 bytes) apart, so that no two of them share a cache line; the
 * eval breaker, which every checkpoint reads, has a line to itself.
 */

/** Size of a run's shared memory in bytes. Untouched pages cost nothing. */
export const MEMORY_BYTES = 128 * 1024 * 1024

/** Size of the memory of each further process: arguments and results of its calls are in the memory of the first one. */
export const PROCESS_MEMORY_BYTES = 32 * 1024 * 1024

/** The most workers in a run, and so the most threads alive at a time (`can't start new thread`). */
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
  /** Read by each checkpoint: see {@link Breaker}. */
  EvalBreaker = 32,
  /** 1 while a thread holds the GIL. */
  GilLocked = 64,
  /** Lane of the thread that took the GIL last. */
  GilLastHolder = 65,
  /** How many threads wait for the GIL. */
  GilWaiters = 66,
  /** How often the GIL has changed hands. Waited on by a thread that was forced to release it. */
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
  /** Waited on by parked workers; grows with each thread started. */
  PendingSignal = 290,
  /** Workers that are parked with the module evaluated. */
  ParkedWorkers = 291,
  /** Guards the table of live threads. */
  LiveLock = 320,
  LiveCount = 321,
  /** Changes whenever a thread ends. */
  LiveChanged = 322,
  /** The most threads alive at one time. */
  LivePeak = 323,
  /** Waited on by the sandbox; grows when there is something to read or to do. */
  Doorbell = 352,
  /** 1 while the sandbox sleeps on the doorbell. */
  DoorbellArmed = 353,
  /** How many threads can go on, and processes that were started: see kernel/hang.ts. */
  RunningCount = 416,
  /** A hang was detected: the worker that has to report it, counted from 1; -1 once it has. */
  HangReporter = 417,
  /** 1 when the GIL is in force. */
  GilEnabled = 384,
  /** The switch interval in microseconds. */
  SwitchInterval = 385,
  /** 1 once `main` has returned and only non-daemon threads are waited for. */
  Finalizing = 386,
  /** Lowest lane of the cycle of locks that was reported last. */
  ReportedDeadlock = 387,
  /** The first executor in the list of those that have workers. */
  Pools = 388,
  /** Value: the name of `threading.excepthook`; 0 for the default. */
  ExceptHook = 389,
  /** Value: the configuration of logging; 0 until it is changed. */
  Logging = 392,
  /** Guards its changes (kernel/mutex.ts). */
  LoggingGuard = 393,
  /** Last number given out for `SpawnProcess-N`. */
  LastProcessNumber = 391,
  /** Lane of the thread that runs `main`, or the calls of a further process. */
  MainLane = 390,
}

/** The most module variables whose contents are watched: see kernel/module-state.ts. */
export const MAX_MODULE_VARIABLES = 512

/** Words of a worker's row in {@link Table.ModuleUses}: a bit for each variable. */
export const MODULE_USES_ROW = MAX_MODULE_VARIABLES / 32

/** How a function uses the content of a module's variable. */
export enum Use {
  Read = 1,
  Changed = 2,
}

/** Words kept for a module's variable, in {@link Table.ModuleVariables}. */
export enum ModuleVariableWord {
  /** Lane of a thread that changed its own copy; 0 for none. */
  ChangedBy = 0,
  /** The source line of that change. */
  Line = 1,
  /** Not 0 once main has changed it while threads had their own copies: the source line plus 1. */
  ChangedByMain = 2,
  /** What has been reported: a bit for each direction. */
  Reported = 3,
}

/** Where each table of words starts. */
export enum Table {
  /** For each worker the address it waits at (0 for none), 32 words apart. */
  WaitAddress = 1024,
  /** Records of threads that wait for a worker. */
  Pending = 1024 + MAX_THREADS * 32,
  /** Records of the live threads. */
  Live = Pending + MAX_THREADS,
  /** Top-level objects in the order of their creation: kind and address, two words each. */
  Registry = Live + MAX_THREADS,
  /** For each variable of the module a {@link ModuleVariableWord}. */
  ModuleVariables = Registry + 2 * 4096,
  /** For each worker the variables that its thread has used. */
  ModuleUses = ModuleVariables + 4 * MAX_MODULE_VARIABLES,
  /** For each worker the wait of its thread that only other threads can end; four words each. */
  EndlessWaits = ModuleUses + MAX_THREADS * MODULE_USES_ROW,
  /** First word of the heap. */
  Heap = EndlessWaits + 4 * MAX_THREADS,
}

/** The most primitives and shared objects that a module may create at its top level. */
export const MAX_TOP_LEVEL_OBJECTS = 4096

/** Lane of the thread that runs `main`. */
export const MAIN_LANE = 1

/**
 * Added to addresses on the timeline in a further process, once for each process before it, so that objects of two
 * processes have different ids: the words of a memory.
 */
export const SUBJECTS_PER_PROCESS = MEMORY_BYTES / 4

/** The word in which a worker notes the address it waits at. */
export function waitAddressOf(worker: number): number {
  return Table.WaitAddress + worker * 32
}

/** Words of an I/O request's block: created by the requesting thread, filled with answers by the sandbox's frame. */
export enum IoWord {
  /** As in every inbox node: the next node, and its kind. */
  Next = 0,
  Kind = 1,
  /** An {@link IoState}. */
  State = 2,
  /** The inbox to push the block to when there is news (0: wake the thread that waits on the state). */
  Inbox = 3,
  /** Bytes of the answer in the buffer. */
  Length = 4,
  /** Where the buffer starts, and how many bytes it has. */
  Buffer = 5,
  Capacity = 6,
}
export const IO_WORDS = 8

/** State of an I/O request. */
export enum IoState {
  Pending = 0,
  /** The buffer holds the response's head as JSON. */
  Head = 1,
  /** The buffer holds a piece of the body. */
  Chunk = 2,
  /** The body has ended. */
  End = 3,
  /** The buffer holds the error message. */
  Failed = 4,
  /** The buffer holds the length of the head as a word, the head as JSON, and as much of the body as fits. */
  Whole = 5,
}

/** Words of an event loop's inbox: a list to which other threads and the frame push nodes. */
export enum InboxWord {
  /** Grows with each node; the loop waits on it. */
  Signal = 0,
  /** The node pushed last. */
  Head = 1,
}

/** What has been reported about a variable. */
export enum ReportedUse {
  /** A thread's change is lost. */
  OfThread = 1,
  /** Threads don't see main's change. */
  OfMain = 2,
}
