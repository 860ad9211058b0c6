/**
 * The memory with which the threads of Controlled runs pass the baton and record their steps: one SharedArrayBuffer of
 * 32-bit words besides the run's own memory, cleared before each run. Only the thread that holds the baton writes here,
 * except for the words that the page's side sets.
 */
import type { OperationKind } from './schedule'
import { MAX_THREADS } from './layout'

/** The operations, by the numbers under which they are recorded. */
export const OPERATION_KINDS = ['begin', 'end', 'start', 'join', 'read', 'write', 'update', 'acquire', 'release', 'wait', 'notify', 'put', 'get', 'sleep', 'io', 'suspend', 'print', 'checkpoint'] as const satisfies readonly OperationKind[]

/** Numbers of operations: indexes of {@link OPERATION_KINDS}. */
export enum Op {
  Begin = 0,
  End,
  Start,
  Join,
  Read,
  Write,
  Update,
  Acquire,
  Release,
  Wait,
  Notify,
  Put,
  Get,
  Sleep,
  Io,
  Suspend,
  Print,
  Checkpoint,
}

/** The virtual clock, where an object's address is expected. */
export const CLOCK = 1

/** Conditions for a thread's next step; tested by the thread that holds the baton. */
export enum Test {
  Nothing = 0,
  /** The word differs from the operand: the word of a futex has changed. */
  NotEqual,
  /** The word is greater than the operand. */
  Greater,
  Less,
  /** The word is odd. */
  Odd,
  /** The lock at the address is free. */
  LockFree,
}

/** How a run ended; 0 while it is running. */
export enum End {
  None = 0,
  Finished,
  Error,
  Deadlock,
  Unfinished,
}

/** The most threads that one run can start. */
export const MAX_RUN_THREADS = 1024

/** Words of a thread. */
export enum BatonWord {
  /** A {@link BatonState}. */
  State = 0,
  /** The worker that it runs on. */
  Worker = 1,
  /** Address of its record in the run's memory. */
  Record = 2,
  Lane = 3,
  /** Index of its next operation. */
  Operation = 4,
  /** It is enabled when (the first test or the second holds, or its time is up) and the third does. */
  Test = 5,
  Address = 6,
  Operand = 7,
  OtherTest = 8,
  OtherAddress = 9,
  OtherOperand = 10,
  /** Address of a lock that must be free as well; 0 for none. */
  Lock = 11,
  /** A float64: when it goes on in any case, in virtual milliseconds; Infinity for never. */
  Deadline = 12,
}
export const BATON_WORDS = 14

export enum BatonState {
  /** Started, but without a first step: its worker doesn't know it yet. */
  Started = 1,
  Running,
  Ended,
}

/** Words of an operation. */
export enum OperationWord {
  /** An {@link Op}. */
  Kind = 0,
  /** Address of the object in the run's memory; 0 for none. */
  Object = 1,
  /** The item of the object, counted from 1; 0 for the whole. */
  Item = 2,
  /** For a start and a join: the other thread's number, counted from 1. */
  Thread = 3,
  Line = 4,
  /** Lane of the running task; 0 for none. */
  Task = 5,
  /** Where its value's text is, 0 for none; the next word is the text's length in bytes. */
  Text = 6,
  /** Address of another object that it accesses in the same way; 0 for none. */
  Also = 8,
  /** 1 when the clock can end it. */
  Timed = 9,
  /** Address of the inbox that it left something in or looked into; 0 for none. */
  Inbox = 10,
}
export const OPERATION_WORDS = 11

/** Words of a step. */
export enum StepWord {
  Thread = 0,
  Operation = 1,
  /** Where the next operations of all threads start, in {@link Control.Pending}, and how many there are. */
  Pending = 2,
  PendingCount = 3,
  /** 1 when no other thread could be chosen. */
  Forced = 4,
}
export const STEP_WORDS = 5

/** Words of a thread's next operation. */
export enum PendingWord {
  Thread = 0,
  Operation = 1,
  Enabled = 2,
  /** The number of the thread that holds the object waited for, counted from 1; 0 for none. */
  HeldBy = 3,
}
export const PENDING_WORDS = 4

/** The most steps of one run. */
export const MAX_STEPS = 20_000
/** The most operations recorded in one run. */
export const MAX_NOTED_OPERATIONS = 2 * MAX_STEPS
export const MAX_PENDING = 30 * MAX_STEPS
/** Bytes for all the texts of one run. */
export const MAX_NOTED_BYTES = 8 * 1024 * 1024
/** Objects that can have a name of their own kind and number. */
export const MAX_OBJECTS = 16_384

/** Single words. */
export enum Control {
  /** Set by the page's side: the runs must end. */
  Stop = 0,
  /** The number of ready workers. */
  Ready = 1,
  /** Grows with each run, so that a worker knows whether it has evaluated the program for this one. */
  Run = 3,
  Granularity = 4,
  MaxSteps = 5,
  Policy = 6,
  /** The policy's seed, depth and steps. */
  PolicySeed = 7,
  PolicyDepth = 30,
  PolicySteps = 31,
  /** Seed of the program's own random numbers. */
  Seed = 8,
  /** A float64: the virtual clock, in milliseconds. */
  Clock = 10,
  ScheduleLength = 12,
  /** Index of the first choice that could not be made, counted from 1. */
  Diverged = 13,
  ThreadCount = 14,
  StepCount = 15,
  OperationCount = 16,
  PendingCount = 17,
  NotedBytes = 18,
  ObjectCount = 19,
  /** An {@link End}. */
  End = 20,
  /** Where an error's text is, followed by its length in bytes. */
  ErrorText = 21,
  /** The error's line, and the thread that raised it. */
  ErrorLine = 23,
  ErrorThread = 24,
  /** Number of the running thread. */
  Running = 25,
  /** Workers, except the first, whose threads have not left this run yet. */
  Busy = 26,
  /** Checkpoints since the last step. */
  Idle = 27,
  /** The program is over for good: workers exit. */
  Closed = 28,
  /** The number of output pieces. */
  OutputCount = 29,
  /** The number of names in {@link ControlTable.Names}. */
  NameCount = 32,
  /** Choices of the schedule that were made. */
  ChoiceCount = 33,
}

/** Where the tables start. */
export enum ControlTable {
  /** For each worker the word it waits on, 32 words apart. */
  Go = 128,
  /** For each worker the run that its thread belongs to, or 0 when it is free. */
  Taken = 128 + 32 * MAX_THREADS,
  Threads = Taken + MAX_THREADS,
  Operations = Threads + BATON_WORDS * MAX_RUN_THREADS,
  Steps = Operations + OPERATION_WORDS * MAX_NOTED_OPERATIONS,
  Pending = Steps + STEP_WORDS * MAX_STEPS,
  /** The choices: numbers of threads. */
  Schedule = Pending + PENDING_WORDS * MAX_PENDING,
  /** Objects in the order of their creation: kind, address, number of the creating thread. */
  Objects = Schedule + MAX_STEPS,
  /** Names of objects: address, text, length. */
  Names = Objects + 3 * MAX_OBJECTS,
  /** Pieces of output: text, length. */
  Output = Names + 3 * MAX_OBJECTS,
  /** Bytes of texts start at this word. */
  Texts = Output + 2 * MAX_STEPS,
}

export const CONTROL_BYTES = 4 * ControlTable.Texts + MAX_NOTED_BYTES
