import type { WayReport } from './check-code'

const NAMES = { free: 'free-threaded', gil: 'with the GIL', controlled: 'Controlled' } as const

/** What a learner reads of the runs of one way. */
export interface Verdict {
  /** How they were made. */
  way: string
  /** Which runs are meant, and how they went. */
  runs: string
  /** The promise that was not kept. */
  promise?: string
  /** What happened instead. */
  wrong?: string
  tone: 'good' | 'bad' | 'open'
}

/**
 * Puts the runs of one way into words.
 *
 * @param report how they went
 * @param runs how many there are in all
 */
export function verdictOf(report: WayReport, runs: number): Verdict {
  const { way, passed, failure } = report
  const name = NAMES[way]
  if (!failure) {
    const all = way === 'controlled' ? `all ${runs} runs, with the seeds 1 to ${runs}` : `all ${runs} runs`
    return passed < runs ? { way: name, runs: `${passed} of ${runs} runs so far`, tone: 'open' } : { way: name, runs: all, tone: 'good' }
  }
  const { kind, no, says, wrong } = failure
  return { way: name, runs: kind === 'compile' ? 'no run' : kind === 'never' ? `in none of ${no} runs` : failedRun(way, no, passed), promise: says, wrong, tone: 'bad' }
}

function failedRun(way: WayReport['way'], no: number, passed: number): string {
  // Its seed brings a Controlled run back.
  const which = way === 'controlled' ? `seed ${no}` : no === 1 ? 'the first run' : `run ${no}`
  return passed === 0 ? which : `${which}, after ${passed} good ${passed === 1 ? 'one' : 'ones'}`
}
