/** How a process is requested: with a record, as for a thread, in the memory of the requesting or of the parent process. */
import type { WorkerToSandbox } from '../../protocol/messages'
import { reserve } from '../../kernel/allocator'
import { current } from '../../kernel/current'
import { countRunning } from '../../kernel/hang'
import { words } from '../../kernel/memory'
import { nextLane } from '../../kernel/process'
import { outsidePoint } from '../../kernel/schedule'
import { nameLane } from '../../kernel/text-writer'
import { traceLaneStart } from '../../kernel/trace-writer'
import { Word } from '../../protocol/layout'
import { THREAD_WORDS, ThreadWord } from '../../protocol/thread-layout'
import { LaneKind } from '../../protocol/trace'

/** Creates the record of a process to be started. */
export function makeProcess(): number {
  const record = reserve(THREAD_WORDS)
  words[record + ThreadWord.Lane] = nextLane()
  Atomics.add(words, Word.NonDaemonCount, 1)
  countRunning()
  return record
}

/**
 * Asks the sandbox for a process.
 *
 * @param record its record
 * @param executor the executor to work for
 * @param isSibling whether both are in the memory of the process that started this one
 * @param lane the process's, read where the record is
 */
export function announceProcess(record: number, executor: number, isSibling: boolean, lane = words[record + ThreadWord.Lane]!, number = nextProcessNumber()): void {
  outsidePoint('process')
  nameLane(lane, `SpawnProcess-${number}`)
  traceLaneStart(lane, LaneKind.Thread, current.line)
  const message: WorkerToSandbox = { type: 'process', run: current.run, request: { record, executor, lane, isSibling } }
  postMessage(message)
}

/** The number of the next process started from here. */
export function nextProcessNumber(): number {
  return Atomics.add(words, Word.LastProcessNumber, 1) + 1
}
