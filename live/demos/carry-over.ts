import type { Registers } from '../state/registers'
import type { Entry, Replica } from '../state/replica'
import * as v from 'valibot'
import { readEntry } from '../state/register-shapes'
import { hasShared, takeShared } from '../state/shared-names'
import { allDemos } from './demos'

/** The name under which all decks of one host kept their state. */
const KEY = 'live-code:stage'

const kept = v.object({ entries: v.array(v.unknown()) })

/** Takes over what an earlier version has kept of this deck's demos and exercises, unless it has been set anew since. */
export async function carryOver(stage: Replica<Registers>) {
  if (!hasShared(KEY))
    return
  const { isExercise } = await import('./exercises')
  const demos = new Set(allDemos())

  function isOwn({ key }: Entry): boolean {
    // As variant:lost-update@15, text:lost-update/threads.ts or text:exercises/last-ticket/start.ts.
    const of = /^\w+:(?:exercises\/([^/@]+)|([^/@]+))/.exec(key)
    return of !== null && (of[1] === undefined ? demos.has(of[2]!) : isExercise(of[1]))
  }

  const own = takeShared(KEY, (text) => {
    const entries = v.parse(kept, JSON.parse(text)).entries.flatMap(each => readEntry(each) ?? [])
    // What belongs to no demo, as the size of letters, is nobody's.
    const rest = entries.filter(entry => !isOwn(entry) && entry.key.includes(':'))
    return { own: entries.filter(isOwn), rest: rest.length === 0 ? undefined : JSON.stringify({ entries: rest }) }
  })
  if (own)
    stage.merge(own)
}
