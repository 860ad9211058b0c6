/**
 * Processes. A run begins with one; a ProcessPoolExecutor has the sandbox make more, each with a memory, a GIL and
 * threads of its own, which evaluate the module afresh. The one worker that serves as such a process's main thread also
 * gets at the memory of the process that started it, to take calls and to leave their results.
 */
import type { MemoryView } from './memory'
import { Word } from '../protocol/layout'
import { current } from './current'
import { swapMemory, viewOf, words } from './memory'

/** What ties a process to the one that started it. */
export interface ParentLink {
  /** The memory of the process that started this one. */
  memory: SharedArrayBuffer
  /** This worker's index there: it may wait there as the workers of that process do. */
  worker: number
}

let parent: { view: MemoryView, worker: number } | undefined
let firstProcess: Int32Array<ArrayBufferLike> | undefined

/**
 * Makes this worker one of a further process.
 *
 * @param first the memory of the run's first process, which counts the lanes of all of them
 * @param link ties this worker to the process that started its own; only the main thread's is tied
 */
export function attachProcess(first: SharedArrayBuffer, link: ParentLink | undefined): void {
  firstProcess = new Int32Array(first)
  if (link)
    parent = { view: viewOf(link.memory), worker: link.worker }
}

/** Whether this is not the run's first process. */
export function isChildProcess(): boolean {
  return firstProcess !== undefined
}

/** The number of a lane that is to begin: all processes of a run count together. */
export function nextLane(): number {
  return Atomics.add(firstProcess ?? words, Word.LastLane, 1) + 1
}

/** Lane of the thread that runs `main`, or a process's calls. */
export function mainLane(): number {
  return words[Word.MainLane]!
}

/**
 * Does something in the memory of the process that started this one. What it finds there must not be kept, and no code
 * of the program may run meanwhile.
 */
export function inParent<T>(call: () => T): T {
  const { view, worker } = parent!
  const own = swapMemory(view)
  const { worker: ownWorker, subjectBase, line } = current
  current.worker = worker
  // Here it does nothing for the program of that process, and waits at none of its lines.
  current.subjectBase = current.line = 0
  try {
    return call()
  }
  finally {
    swapMemory(own)
    current.worker = ownWorker
    current.subjectBase = subjectBase
    current.line = line
  }
}
