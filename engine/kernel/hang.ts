/**
 * Detects that a program hangs: that each of its threads waits for another one.
 *
 * A process counts its threads that can go on. A wait that only another thread of the process can end, without a time
 * limit, takes its thread out of the count; a sleep, a request or a wait with a time limit does not. The thread that
 * brings the count to zero checks whether all the others still wait: a thread that was woken finds its word changed. If
 * all do, no thread is left to change anything, so the hang is certain, however slow the machine.
 */
import type { DeadlockMember } from '../protocol/run'
import { MAX_THREADS, Table, waitAddressOf, Word } from '../protocol/layout'
import { ENDLESS_WAIT_WORDS, EndlessWaitWord, WaitKind } from '../protocol/wait-layout'
import { current } from './current'
import { futexWaitQuietly, futexWake, isStopping, raiseIfStopping } from './futex'
import { noteWait, waitOfSlot } from './lock-cycle'
import { words } from './memory'
import { reportDeadlock } from './text-writer'

/** The count is in the low half of its word; the high half counts waits that have ended. */
const COUNT_MASK = 0xFFFF
const WAIT_OVER = 0x10001
/** Value of the reporter's word once a hang has been reported. */
const REPORTED = -1

function entryOf(worker: number): number {
  return Table.EndlessWaits + ENDLESS_WAIT_WORDS * worker
}

/** Counts a thread, or a process, that is about to start and may end the waits of others. */
export function countRunning(): void {
  Atomics.add(words, Word.RunningCount, 1)
}

/** Discounts a thread that has ended, once no other thread can learn anything from it. */
export function discountRunning(): void {
  const count = Atomics.sub(words, Word.RunningCount, 1) - 1
  if ((count & COUNT_MASK) === 0)
    lookForHang(count)
}

/**
 * Waits while a word has the expected value, without a time limit, for another thread of this process. Whichever thread
 * changes the word must wake it.
 *
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function waitForThread(address: number, expected: number, kind = WaitKind.Thread): void {
  waitForThreadQuietly(address, expected, kind)
  raiseIfStopping()
}

/** The same, but returns without an error when Stop is pressed. */
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

/** Workers whose threads wait for others; empty when one of them has been woken already. */
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

/** Checks for a hang: no thread can go on, unless it has been woken meanwhile. */
function lookForHang(count: number): void {
  if (Atomics.load(words, Word.ReportedDeadlock) !== 0 || Atomics.load(words, Word.HangReporter) !== 0 || isStopping())
    return
  const workers = waitingWorkers()
  // A thread that went on meanwhile has changed the count.
  if (workers.length === 0 || Atomics.load(words, Word.RunningCount) !== count)
    return
  // Only a loop's own thread knows its tasks.
  const loop = workers.find(worker => words[entryOf(worker) + EndlessWaitWord.Kind] === WaitKind.Loop)
  Atomics.store(words, Word.HangReporter, loop === undefined ? REPORTED : 1 + loop)
  if (loop === undefined) {
    reportDeadlock({ kind: 'threads', members: waitingThreads() })
    return
  }
  // Changing its word makes it notice, even if it has not begun to wait.
  const address = words[entryOf(loop) + EndlessWaitWord.Address]!
  Atomics.add(words, address, 1)
  futexWake(address)
}

/**
 * Reports a hang that was detected and that this thread's event loop has to report.
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

/** The waiting threads, by lane, without idle pool workers, which wait at no source line. */
function waitingThreads(): DeadlockMember[] {
  const members: DeadlockMember[] = []
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    if (words[entryOf(worker) + EndlessWaitWord.Address] !== 0)
      members.push(waitOfSlot(waitAddressOf(worker)))
  }
  const atLines = members.filter(({ line }) => line > 0)
  return (atLines.length > 0 ? atLines : members).sort((a, b) => a.lane - b.lane)
}
