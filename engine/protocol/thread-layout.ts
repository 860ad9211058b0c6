/** How a thread stands in shared memory, and its `threading.local` objects. */

/** Words of a thread's record. */
export enum ThreadWord {
  State = 0,
  /** Its lane, which is its ident too; 0 before the start. */
  Lane = 1,
  Daemon = 2,
  /** Value: its name. */
  Name = 3,
  /** Value: name of the function to call; 0 if none. */
  Target = 4,
  /** Value: the arguments, an array. */
  Args = 5,
  /** 0 until it has ended; waited on by join. */
  Done = 6,
  /** Value: name of the class derived from Thread; 0 if none. */
  Class = 7,
  /** Value: the fields of an instance of such a class; 0 if none. */
  Fields = 8,
  /** 0 until it runs; waited on by start. */
  Running = 9,
  /** Which arguments the program goes on to use, and on which line it gave them: see kernel/copied-arguments.ts. */
  Kept = 10,
  KeptLine = 11,
  /** Value: the context that it starts with; 0 for an empty one. */
  Context = 12,
}

export const THREAD_WORDS = 13

export enum ThreadState {
  Initial = 0,
  Started = 1,
  Stopped = 2,
}

/** Words of a thread-local object. */
export enum LocalWord {
  /** Value: name of its class and the arguments that it is made with; 0 for a plain `local`. */
  Recipe = 0,
}
