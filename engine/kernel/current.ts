/**
 * The state of this worker. One object, so that compiled code can store a line with one plain store,
 * and so that state lives in one place.
 */
export interface Current {
  /** The run's number. */
  run: number
  /** Index of this worker in its process. */
  worker: number
  /** Lane of the thread that runs here; 0 while none does. */
  threadLane: number
  /** Lane of the running task, or else of the thread. */
  lane: number
  /** The source line of the last call that could block, or of the last await. */
  line: number
  /** Address of the object that the thread waits for, or waited for last; 0 for none. */
  subject: number
  /** Lane of the thread expected to end that wait; 0 if unknown. */
  peer: number
  /** Whether the module's top level is being evaluated. */
  evaluating: boolean
  /** asyncio's debug mode. */
  debug: boolean
  /** What `os.getenv` finds. */
  environment: Readonly<Record<string, string>>
  /** Added to this process's addresses on the timeline; 0 in the run's first process. */
  subjectBase: number
}

export const current: Current = {
  run: 0,
  worker: 0,
  threadLane: 0,
  lane: 0,
  line: 0,
  subject: 0,
  peer: 0,
  evaluating: false,
  debug: false,
  environment: {},
  subjectBase: 0,
}
