/** Layout of a thread in shared memory, and of its `threading.local` objects. */

/** Words of a thread's record. */
export enum ThreadWord {
  State = 0,
  /** Its lane, which is its ident too; 0 before the start. */
  Lane = 1,
  Daemon = 2,
  /** Value: its name. */
  Name = 3,
  /** Value: name of the function to call; 0 for none. */
  Target = 4,
  /** Value: the arguments, an array. */
  Args = 5,
  /** 0 until it has ended; waited on by join. */
  Done = 6,
  /** Value: name of its subclass of Thread; 0 for none. */
  Class = 7,
  /** Value: the fields of an instance of that subclass; 0 for none. */
  Fields = 8,
  /** 0 until it runs; waited on by start. */
  Running = 9,
  /** Which arguments the program goes on to use, and the line of the call: see kernel/copied-arguments.ts. */
  Kept = 10,
  KeptLine = 11,
  /** Value: its initial context; 0 for an empty one. */
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
  /** Value: name of its class and the constructor's arguments; 0 for a plain `local`. */
  Recipe = 0,
}
