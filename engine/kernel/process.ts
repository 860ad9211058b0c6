/**
 * Processes. A run begins with one; a ProcessPoolExecutor has the sandbox create more, each with its own memory, GIL and
 * threads, which evaluate the module afresh. The worker that is such a process's main thread can also access the memory of
 * the parent process, to take calls and to store their results.
 */
import type { MemoryView } from './memory'
import { Word } from '../protocol/layout'
import { current } from './current'
import { swapMemory, viewOf, words } from './memory'

/** Links a process to its parent. */
export interface ParentLink {
  /** The memory of the parent process. */
  memory: SharedArrayBuffer
  /** This worker's index there: it can wait there as the workers of that process do. */
  worker: number
}

let parent: { view: MemoryView, worker: number } | undefined
let firstProcess: Int32Array<ArrayBufferLike> | undefined

/**
 * Makes this worker part of another process.
 *
 * @param first the memory of the run's first process, which numbers the lanes of all of them
 * @param link links this worker to the parent process; only the main thread has one
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

/** The number of the next lane: all processes of a run share one count. */
export function nextLane(): number {
  return Atomics.add(firstProcess ?? words, Word.LastLane, 1) + 1
}

/** Lane of the thread that runs `main`, or a process's calls. */
export function mainLane(): number {
  return words[Word.MainLane]!
}

/**
 * Calls a function in the memory of the parent process. It must not keep anything it finds there, and no code of the
 * program may run meanwhile.
 */
export function inParent<T>(call: () => T): T {
  const { view, worker } = parent!
  const own = swapMemory(view)
  const { worker: ownWorker, subjectBase, line } = current
  current.worker = worker
  // There it does nothing on behalf of the parent's program, and waits at none of its lines.
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
