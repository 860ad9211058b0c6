import type { ScheduledRun } from '../protocol/schedule'
import { dataRaces, raceSentence } from './data-races'
import { lockCycles, lockCycleSentence } from './lock-order'
import { taskRaces, taskRaceSentence } from './task-races'

/** What the runs of an exploration have shown beside their ends, each pair of places once, whichever threads were there. */
export class Findings {
  private readonly raceSentences = new Map<string, string>()
  private readonly lockSentences = new Map<string, string>()

  /** Looks at a run. */
  add(run: ScheduledRun): void {
    for (const race of dataRaces(run)) {
      const places = [race.first, race.second].map(({ kind, line }) => `${kind} ${line}`).sort()
      note(this.raceSentences, `${race.name} ${places}`, raceSentence(race))
    }
    for (const race of taskRaces(run))
      note(this.raceSentences, `${race.name} ${race.readLine} ${race.writeLine} ${race.other.line}`, taskRaceSentence(race))
    for (const cycle of lockCycles(run))
      note(this.lockSentences, cycle.map(({ holds, takes, line }) => `${holds} ${takes} ${line}`).sort().join(), lockCycleSentence(cycle))
  }

  /** Data races and races of tasks, each in one sentence without its full stop. */
  get races(): readonly string[] {
    return [...this.raceSentences.values()]
  }

  /** Orders of locks that can deadlock, each in one sentence without its full stop. */
  get lockOrders(): readonly string[] {
    return [...this.lockSentences.values()]
  }
}

function note(sentences: Map<string, string>, key: string, sentence: string): void {
  if (!sentences.has(key))
    sentences.set(key, sentence)
}
