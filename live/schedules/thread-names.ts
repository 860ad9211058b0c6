import type { ScheduledRun } from '../../engine/protocol/schedule'

/** A run whose threads are called as briefly as they can be told apart: `Thread-1 (work)` is `Thread-1`. */
export function withShortNames<Run extends Pick<ScheduledRun, 'threads'>>(run: Run): Run {
  const short = run.threads.map(name => name.replace(/ \(.*\)$/, ''))
  return new Set(short).size === short.length ? { ...run, threads: short } : run
}
