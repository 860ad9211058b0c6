import type { Span } from '../lane'
import type { TraceModel } from '../trace-model'
import { State, STATE_NAMES } from '../../protocol/trace'
import { duration } from './axis'

/** A span in words: for tooltips, tables and screen readers. */
export interface SpanWords {
  lane: string
  /** As `waiting for a lock`. */
  state: string
  /** Such as `12.4 ms`, with `so far` while it lasts. */
  lasted: string
  /** As `counter_lock, held by Thread-2`; absent where there is nothing to say. */
  reason: string | undefined
  /** Source line; absent where it isn't known. */
  line: number | undefined
}

/** Puts a span into words. */
export function spanWords(model: TraceModel, span: Span): SpanWords {
  return {
    lane: model.laneName(span.lane),
    state: STATE_NAMES[span.state] ?? 'unknown',
    lasted: duration(span.end - span.start) + (span.open ? ' so far' : ''),
    reason: reasonOf(model, span),
    line: span.line > 0 ? span.line : undefined,
  }
}

/** The words of a span as one sentence. */
export function spanSentence(words: SpanWords): string {
  const reason = words.reason ? ` (${words.reason})` : ''
  const line = words.line === undefined ? '' : `, line ${words.line}`
  return `${words.lane}: ${words.state}${reason}, ${words.lasted}${line}`
}

/** What a wait is for, and which lane is in the way; `undefined` if the trace doesn't say. */
export function reasonOf(model: TraceModel, wait: Pick<Span, 'state' | 'subject' | 'peer'>): string | undefined {
  const subject = model.subjectName(wait.subject)
  const peer = wait.peer > 0 ? model.laneName(wait.peer) : undefined
  if (wait.state === State.Running)
    return undefined
  if (wait.state === State.Ready)
    return peer && `since ${peer}`
  if (wait.state === State.LockWait || wait.state === State.GilWait)
    return [subject, peer && `held by ${peer}`].filter(Boolean).join(', ') || undefined
  return subject ?? (peer && `for ${peer}`)
}

/**
 * Makes a name shorter where it tells least: threads' names differ in their number, and what stands behind it in
 * parentheses is the same for all of them.
 *
 * @param name of a thread or task, as `Thread-12 (download)`
 * @param most how many letters there is room for; at least 4
 */
export function shortName(name: string, most: number): string {
  if (name.length <= most)
    return name
  const [bare] = name.split(' (')
  if (bare!.length <= most)
    return bare!
  return `${bare!.slice(0, Math.ceil(most / 2) - 1)}…${bare!.slice(bare!.length - Math.floor(most / 2))}`
}
