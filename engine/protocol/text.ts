/**
 * Text from a running thread: variable-size records in shared memory, one ring for each worker.
 *
 * A record starts on a multiple of eight bytes with a header of six 32-bit words, then UTF-8:
 *
 * | words | meaning |
 * | ----- | ------- |
 * | 0     | bytes of text that follow the header |
 * | 1     | {@link TextKind}, perhaps with {@link CUT_LINE} |
 * | 2     | lane, or for an object's name its address |
 * | 3     | source line, 1-based (0: unknown) |
 * | 4–5   | time, a float64: milliseconds since the run's epoch |
 *
 * A full ring makes its writer wait, as a full pipe does: no text is ever lost.
 */
import type { Frame } from './run'

export const TEXT_HEADER_BYTES = 24
/** Every record is a multiple of this many bytes. */
export const TEXT_GRANULE_BYTES = 8
/** The most bytes of text in one record; a longer text continues in further records. */
export const MAX_TEXT_BYTES = 32 * 1024

/** Bytes that a record takes in its ring. */
export function textRecordBytes(textBytes: number): number {
  return (TEXT_HEADER_BYTES + textBytes + 7) & ~7
}

export enum TextKind {
  Stdout = 1,
  Stderr = 2,
  /** The name of a lane. */
  LaneName = 3,
  /** The name of an object that lanes wait for, such as `lock` or `counter_lock`. */
  SubjectName = 4,
  /** A {@link ProblemReport} as JSON. */
  Problem = 5,
  /** The text continues in the next record of this ring. */
  More = 6,
  /** A {@link Deadlock} as JSON. */
  Deadlock = 7,
  /** Part of an unfinished line: the next text of the same stream and lane continues it. */
  StdoutPiece = 8,
  StderrPiece = 9,
}

/**
 * Set besides the kind of a line that was cut: its text is the number of missing letters, a line break, and the letters
 * that were kept.
 */
export const CUT_LINE = 0x100

/** One text record, decoded. */
export interface TextRecord {
  kind: TextKind
  lane: number
  line: number
  time: number
  text: string
  /** The number of letters cut off the end of a line. */
  cut?: number
}

/** An exception as the kernel or Python reports it, see `ExceptionDetails` of run.ts. */
export interface ReportedException {
  type: string
  message: string
  notes?: readonly string[]
  /** JavaScript's own stack; the host maps its places back to the source. Absent when the traceback is known. */
  stack?: string
  /** Python's own traceback: its places are those of the source. */
  traceback?: Frame[]
  /** Oldest first. */
  chain?: readonly ReportedLink[]
  exceptions?: readonly ReportedException[]
  exceptionsLeftOut?: number
}

/** See `ChainedException` of run.ts. */
export interface ReportedLink extends ReportedException {
  relation: 'cause' | 'context'
}

/** An exception or a warning as the kernel reports it: places are still those of the compiled module. */
export interface ProblemReport extends ReportedException {
  severity: 'error' | 'warning'
  origin: 'compile' | 'main' | 'thread' | 'task' | 'engine'
  where: string
  stack: string
  /** 1-based, if known besides the line. */
  column?: number
  /** The source line, where it is known and the stack does not contain it. */
  line?: number
  hint?: string
}
