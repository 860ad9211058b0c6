import type { ExplorationReport, ExploredEnd } from '../protocol/exploration'
import { isFailure } from './ends'

const number = new Intl.NumberFormat('en-US')

/** What the exploration covers, in one honest sentence without its full stop. */
export function coverageSentence({ ends, coverage, runs, atRandom, interleavings }: ExplorationReport): string {
  const searched = runs - atRandom
  const random = atRandom > 0 ? `; ${plural(atRandom, 'schedule')} at random: ${randomResult(ends)}` : ''
  if (coverage.kind !== 'some' && coverage.cutOff)
    return `${plural(searched, 'run')}, some of them cut off at the limit of steps: not all schedules were tried${random}`
  switch (coverage.kind) {
    case 'all':
      if (interleavings === 1)
        return `The only sequentially consistent schedule, in ${plural(searched, 'run')}`
      return interleavings === undefined
        ? `All sequentially consistent schedules, in ${plural(searched, 'run')}`
        : `All ${plural(interleavings, 'sequentially consistent schedule')}, in ${plural(searched, 'run')}`
    case 'bounded':
      return `All sequentially consistent schedules ${coverage.preemptions === 0 ? 'without a preemption' : `with at most ${plural(coverage.preemptions, 'preemption')}`}, in ${plural(searched, 'run')}; beyond that not tried${random}`
    case 'some':
      return `${plural(searched, 'schedule')} of many${random}`
  }
}

/** How a program ended, in a few words. */
export function endTitle({ end, output }: Pick<ExploredEnd, 'end' | 'output'>): string {
  switch (end.kind) {
    case 'finished':
      return output === '' ? 'prints nothing' : `prints ${JSON.stringify(output.trimEnd())}`
    case 'error':
      return `${end.message} (line ${end.line})`
    case 'deadlock':
      return 'deadlock'
    case 'unfinished':
      return 'not over at the limit of steps'
  }
}

function randomResult(ends: readonly ExploredEnd[]): string {
  if (ends.some(({ end }) => isFailure(end)))
    return 'not all that can fail need be among them'
  return ends.length > 1 ? 'there may be more ends than these' : 'none failed, which proves nothing'
}

function plural(count: number, noun: string): string {
  return `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`
}
