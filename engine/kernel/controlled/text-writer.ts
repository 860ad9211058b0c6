/** What a Controlled run prints and reports: noted beside its steps, in the place of kernel/text-writer.ts. */
import type { Deadlock } from '../../protocol/run'
import type { ProblemReport } from '../../protocol/text'
import { Op } from '../../protocol/baton-layout'
import { cut, MAX_LINE_LETTERS } from '../../protocol/lengths'
import { current } from '../current'
import { noteError, noteName, noteOutput } from './notes'
import { schedulePoint } from './schedule'

/** Nothing is written to rings. */
export function attachText(_buffer: SharedArrayBuffer): void {}

/** Writes a line of output. */
export function writeLine(_stream: 'stdout' | 'stderr', text: string): void {
  write(cut(text, MAX_LINE_LETTERS), '\n')
}

/** Writes an unfinished line. */
export function writePiece(_stream: 'stdout' | 'stderr', text: string): void {
  write(cut(text, MAX_LINE_LETTERS), '')
}

function write(text: string, end: string): void {
  schedulePoint(Op.Print, 0, text)
  noteOutput(text + end)
}

/** Sends the name of a lane. */
export function nameLane(lane: number, name: string): void {
  noteName(-lane, name)
}

/** Sends the name of an object. */
export function nameSubject(address: number, name: string): void {
  noteName(address, name)
}

/** The scheduler finds deadlocks itself. */
export function reportDeadlock(_deadlock: Omit<Deadlock, 'time'>): void {}

/** Reports an uncaught exception: the first one is the end of the run. */
export function report({ severity, type, message, line }: ProblemReport): void {
  if (severity === 'error')
    noteError(message === '' ? type : `${type}: ${message}`, line ?? current.line)
}
