import type { Granularity, Operation, ScheduledRun } from '../../engine/protocol/schedule'
import type { Mode } from '../content/manifest'

const VERBS: Readonly<Record<Operation['kind'], string>> = {
  begin: 'begins',
  end: 'ends',
  start: 'starts',
  join: 'joins',
  read: 'reads',
  write: 'writes',
  update: 'updates',
  acquire: 'acquires',
  release: 'releases',
  wait: 'waits on',
  notify: 'notifies',
  put: 'puts into',
  get: 'gets from',
  sleep: 'sleeps',
  io: 'does I/O',
  suspend: 'suspends',
  print: 'prints',
  checkpoint: 'may be switched away',
}

const PLACES: Readonly<Record<Granularity | Mode, string>> = {
  'gil': 'where CPython’s can',
  'free': 'at each access to what they share',
  'free-threaded': 'at each access to what they share',
  'bytecode': 'before every bytecode, as without a GIL or before Python 3.10',
}

/** Where threads may switch, in a sentence. */
export function switchWords(where: Granularity | Mode): string {
  return PLACES[where]
}

/**
 * A step in a few words: `reads counter: 0`.
 *
 * @param operation the step's operation
 * @param threads names of the run's threads
 */
export function stepWords(operation: Operation, threads: readonly string[]): string {
  const { kind, name, object, thread, value } = operation
  const other = thread === undefined ? undefined : threads[thread]
  const what = other ?? name ?? (object === 'stdout' || object === 'clock' ? undefined : object)
  return [VERBS[kind], what].filter(Boolean).join(' ') + (value === undefined ? '' : `: ${value}`)
}

/**
 * A step as a sentence's part: `Step 3 of 9: Thread-1 reads counter: 0, line 8`.
 *
 * @param run
 * @param at the step, counted from 1
 */
export function stepSentence(run: Pick<ScheduledRun, 'steps' | 'threads'>, at: number): string {
  const { steps, threads } = run
  const step = steps[at - 1]
  if (!step)
    return ''
  const { thread, operation } = step
  return `Step ${at} of ${steps.length}: ${threads[thread]} ${stepWords(operation, threads)}${operation.line ? `, line ${operation.line}` : ''}`
}
