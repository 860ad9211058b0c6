/**
 * Finds that a program hangs: that each of its threads waits for another one.
 *
 * A process counts its threads that may go on. A wait that only another thread of the process can end, without a time
 * limit, takes its thread out of the count; a sleep, a request, a wait with a time limit does not. The thread that brings
 * the count to zero looks whether all the others still wait: whoever was woken finds its word changed. If so, nobody is
 * left who could change anything, so that a hang is certain, however slow the machine.
 */
import type { DeadlockMember } from '../protocol/run'
import { MAX_THREADS, Table, waitAddressOf, Word } from '../protocol/layout'
import { ENDLESS_WAIT_WORDS, EndlessWaitWord, WaitKind } from '../protocol/wait-layout'
import { current } from './current'
import { futexWaitQuietly, futexWake, isStopping, raiseIfStopping } from './futex'
import { noteWait, waitOfSlot } from './lock-cycle'
import { words } from './memory'
import { reportDeadlock } from './text-writer'

/** The count is in the low half of its word; the high half counts how often a wait was over. */
const COUNT_MASK = 0xFFFF
const WAIT_OVER = 0x10001
/** In the word of who is to report a hang: it was reported. */
const REPORTED = -1

function entryOf(worker: number): number {
  return Table.EndlessWaits + ENDLESS_WAIT_WORDS * worker
}

/** A thread, or a process, is about to begin that may end the waits of others. */
export function countRunning(): void {
  Atomics.add(words, Word.RunningCount, 1)
}

/** It has ended, and nobody learns more of it. */
export function discountRunning(): void {
  const count = Atomics.sub(words, Word.RunningCount, 1) - 1
  if ((count & COUNT_MASK) === 0)
    lookForHang(count)
}

/**
 * Waits while a word has the expected value, without a time limit, for another thread of this process. Whoever changes
 * the word has to wake it.
 *
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function waitForThread(address: number, expected: number, kind = WaitKind.Thread): void {
  waitForThreadQuietly(address, expected, kind)
  raiseIfStopping()
}

/** The same, without an error when Stop is pressed. */
export function waitForThreadQuietly(address: number, expected: number, kind = WaitKind.Thread): void {
  const entry = entryOf(current.worker)
  noteWait()
  words[entry + EndlessWaitWord.Expected] = expected
  words[entry + EndlessWaitWord.Kind] = kind
  words[entry + EndlessWaitWord.Address] = address
  discountRunning()
  futexWaitQuietly(address, expected)
  words[entry + EndlessWaitWord.Address] = 0
  Atomics.add(words, Word.RunningCount, WAIT_OVER)
}

/** Workers whose threads wait for others; none when one of them was woken already. */
function waitingWorkers(): number[] {
  const workers: number[] = []
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    const address = words[entryOf(worker) + EndlessWaitWord.Address]!
    if (address === 0)
      continue
    if (Atomics.load(words, address) !== words[entryOf(worker) + EndlessWaitWord.Expected])
      return []
    workers.push(worker)
  }
  return workers
}

/** No thread may go on, unless it was woken meanwhile. */
function lookForHang(count: number): void {
  if (Atomics.load(words, Word.ReportedDeadlock) !== 0 || Atomics.load(words, Word.HangReporter) !== 0 || isStopping())
    return
  const workers = waitingWorkers()
  // Whoever went on while this thread looked has changed the count.
  if (workers.length === 0 || Atomics.load(words, Word.RunningCount) !== count)
    return
  // Only a loop's own thread knows its tasks.
  const loop = workers.find(worker => words[entryOf(worker) + EndlessWaitWord.Kind] === WaitKind.Loop)
  Atomics.store(words, Word.HangReporter, loop === undefined ? REPORTED : 1 + loop)
  if (loop === undefined) {
    reportDeadlock({ kind: 'threads', members: waitingThreads() })
    return
  }
  // Its word changes, so that it finds that even if it has not yet begun to wait.
  const address = words[entryOf(loop) + EndlessWaitWord.Address]!
  Atomics.add(words, address, 1)
  futexWake(address)
}

/**
 * Reports that the program hangs, if that was found and it is for this thread's event loop to say so.
 *
 * @param tasks the loop's tasks, all of which wait
 */
export function reportHangOfLoop(tasks: () => readonly DeadlockMember[]): void {
  if (Atomics.compareExchange(words, Word.HangReporter, 1 + current.worker, REPORTED) !== 1 + current.worker)
    return
  const members = tasks()
  if (members.length > 0)
    reportDeadlock({ kind: 'tasks', members: [...members, ...waitingThreads()] })
  else
    reportDeadlock({ kind: 'threads', members: [waitOfSlot(waitAddressOf(current.worker)), ...waitingThreads()] })
}

/** The threads that wait, by their lanes; but for workers of pools that have nothing to do, which wait at no line. */
function waitingThreads(): DeadlockMember[] {
  const members: DeadlockMember[] = []
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    if (words[entryOf(worker) + EndlessWaitWord.Address] !== 0)
      members.push(waitOfSlot(waitAddressOf(worker)))
  }
  const atLines = members.filter(({ line }) => line > 0)
  return (atLines.length > 0 ? atLines : members).sort((a, b) => a.lane - b.lane)
}
