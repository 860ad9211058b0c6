import type { Registers } from '../state/registers'
import type { Entry, Replica } from '../state/replica'
import { hasShared, splitRecord, takeShared } from '../state/shared-names'
import { FIRST_EDITS, KEPT, readFirstEdits, readStage, writeStage } from '../state/storage'
import { allDemos } from './demos'

/** Carries over what an earlier version has saved of this deck's demos and exercises, unless it has been set since. */
export async function carryOver(stage: Replica<Registers>) {
  if (!hasShared(KEPT.stage) && !hasShared(FIRST_EDITS))
    return
  const { isExercise } = await import('./exercises')
  const demos = new Set(allDemos())

  function isOwn({ key }: Entry): boolean {
    // Such as variant:lost-update@15, text:lost-update/threads.ts or text:exercises/last-ticket/start.ts.
    const of = /^\w+:(?:exercises\/([^/@]+)|([^/@]+))/.exec(key)
    return of !== null && (of[1] === undefined ? demos.has(of[2]!) : isExercise(of[1]))
  }

  const own = takeShared(KEPT.stage, (text) => {
    const { entries } = readStage(text)
    // Entries of no demo, such as the font size, belong to no deck.
    const rest = entries.filter(entry => !isOwn(entry) && entry.key.includes(':'))
    return { own: entries.filter(isOwn), rest: rest.length === 0 ? undefined : writeStage(undefined, rest) }
  })
  const edits = takeShared(FIRST_EDITS, text => splitRecord(text, file => isOwn({ key: `text:${file}`, value: undefined, stamp: [0, ''] })))
  stage.merge([...own ?? [], ...edits === undefined ? [] : readFirstEdits(edits)])
}
