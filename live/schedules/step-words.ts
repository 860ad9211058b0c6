import type { Operation, ScheduledRun, ScheduleStep } from '../../engine/protocol/schedule'

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

/**
 * What a step does, in a few words: `reads counter: 0`.
 *
 * @param operation the step's
 * @param threads names of the run's threads
 */
export function stepWords(operation: Operation, threads: readonly string[]): string {
  const { kind, name, object, thread, value } = operation
  const other = thread === undefined ? undefined : threads[thread]
  const what = other ?? name ?? (object === 'stdout' || object === 'clock' ? undefined : object)
  return [VERBS[kind], what].filter(Boolean).join(' ') + (value === undefined ? '' : `: ${value}`)
}

/** The last value that was seen of each shared object, after so many steps, by its name. */
export function valuesAfter(run: Pick<ScheduledRun, 'steps'>, count: number): Map<string, string> {
  const values = new Map<string, string>()
  for (const { operation: { kind, name, object, value } } of run.steps.slice(0, count)) {
    if (value !== undefined && (kind === 'read' || kind === 'write' || kind === 'update'))
      values.set(name ?? object ?? '', value)
  }
  return values
}

/** Where the threads stand before a step, and what those that can't go on wait for. */
export function standing(step: ScheduleStep, threads: readonly string[]): { name: string, line: number, words: string, blocked: boolean }[] {
  return step.pending.map(({ thread, operation, enabled }) => ({
    name: threads[thread] ?? `thread ${thread}`,
    line: operation.line,
    words: enabled ? stepWords(operation, threads) : `can't go on: ${stepWords(operation, threads)}`,
    blocked: !enabled,
  }))
}
