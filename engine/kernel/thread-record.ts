/** Threads' records in shared memory: the one that runs here, the threads' names, and the list of live threads. */
import { MAX_THREADS, Table, Word } from '../protocol/layout'
import { ThreadWord } from '../protocol/thread-layout'
import { peekValue, putValue } from './codec'
import { RuntimeError } from './errors'
import { onFreshRun } from './fresh-run'
import { countRunning } from './hang'
import { words } from './memory'
import { lockMutex, unlockMutex } from './mutex'
import { nameLane } from './text-writer'

/** The thread that runs on this worker now; 0 for none. */
let running = 0

/** Sets the thread that runs on this worker; 0 for none. */
export function setCurrentThread(record: number): void {
  running = record
}

/** Address of the record of the thread that runs on this worker. */
export function currentThreadRecord(): number {
  return running
}

/** The name of a thread. */
export function threadName(record: number): string {
  return peekValue(words[record + ThreadWord.Name]!) as string
}

/** Address of the name that was read last, with the name. */
let threadNameAt = 0
let threadNameRead = ''

/** The name of the running thread, read from shared memory when it has changed. */
export function currentThreadName(): string {
  const record = currentThreadRecord()
  const at = words[record + ThreadWord.Name]!
  if (at !== threadNameAt) {
    threadNameRead = threadName(record)
    threadNameAt = at
  }
  return threadNameRead
}

/** Renames a thread, on the timeline too. */
export function setThreadName(record: number, name: string): void {
  words[record + ThreadWord.Name] = putValue(name, 'name')
  const lane = words[record + ThreadWord.Lane]!
  if (lane !== 0)
    nameLane(lane, name)
}

/**
 * Adds a thread to the live ones.
 *
 * @throws RuntimeError when a run can't have more
 */
export function addToLive(record: number): void {
  lockMutex(Word.LiveLock)
  try {
    const count = words[Word.LiveCount]!
    if (count >= MAX_THREADS)
      throw new RuntimeError(`can't start new thread: ${MAX_THREADS} threads are alive, the most a run may have`)
    countRunning()
    words[Table.Live + count] = record
    words[Word.LiveCount] = count + 1
    words[Word.LivePeak] = Math.max(words[Word.LivePeak]!, count + 1)
  }
  finally {
    unlockMutex(Word.LiveLock)
  }
}

/** Removes a thread from the live ones. */
export function removeFromLive(record: number): void {
  lockMutex(Word.LiveLock)
  const count = words[Word.LiveCount]!
  const live = words.subarray(Table.Live, Table.Live + count)
  const index = live.indexOf(record)
  live.copyWithin(index, index + 1)
  words[Word.LiveCount] = count - 1
  unlockMutex(Word.LiveLock)
}

/** Records of the live threads, in the order of their start. */
export function liveThreads(): number[] {
  lockMutex(Word.LiveLock)
  const live = Array.from(words.subarray(Table.Live, Table.Live + words[Word.LiveCount]!))
  unlockMutex(Word.LiveLock)
  return live
}

onFreshRun(() => running = threadNameAt = 0)
