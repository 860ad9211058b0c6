import type { Exercise } from '../content/exercise'
import type { DemoVariant } from './demos'
import type { Twin } from './twins'
import { allLanguages, ownLanguage } from '../languages/registry'
import { addDemo } from './demos'
import { addTwins } from './twins'

const exercises = import.meta.glob<Exercise>('/exercises/*/exercise.ts', { eager: true, import: 'default' })
/** An exercise with its name in live code. */
export interface CatalogEntry {
  exercise: Exercise
  /** Such as `exercises/last-ticket`. */
  demo: string
  start: DemoVariant
}

/** An exercise by its folder's name; `undefined` when there is none. */
export function exerciseOf(name: string): CatalogEntry | undefined {
  const exercise = exercises[`/exercises/${name}/exercise.ts`]
  if (!exercise)
    return undefined
  const demo = `exercises/${name}`
  const start = variantOf(name, exercise, 'start', 'yours')
  // Where the learner is the scheduler, the solution is a schedule.
  addDemo(demo, exercise.goal ? [start] : [start, variantOf(name, exercise, 'solution', 'a solution')])
  for (const which of ['start', 'solution'] as const)
    addTwins(demo, which, twinsOf(name, which))
  return { exercise, demo, start }
}

/** Whether there is an exercise of this name. */
export function isExercise(name: string): boolean {
  return Object.hasOwn(exercises, `/exercises/${name}/exercise.ts`)
}

/** The number of exercises. */
export const exerciseCount = Object.keys(exercises).length

/** An exercise's files in other languages; none in a language where the exercise makes no sense. */
function twinsOf(name: string, which: 'start' | 'solution'): Twin[] {
  return allLanguages().filter(language => language !== ownLanguage).flatMap((language) => {
    const file = `exercises/${name}/${which}${language.ending}`
    const source = language.texts[`/${file}`]?.trimEnd()
    return source === undefined ? [] : [{ language, file, source, steps: [source] }]
  })
}

function variantOf(name: string, { accent, debug, goal, threads }: Exercise, which: 'start' | 'solution', title: string): DemoVariant {
  const file = `exercises/${name}/${which}${ownLanguage.ending}`
  const source = ownLanguage.texts[`/${file}`]!.trimEnd()
  return {
    file,
    name: which,
    variant: { title, accent, debug, goal },
    source,
    steps: [source],
    // Most of what there is to find shows without the GIL.
    modes: ['free', 'gil'],
    threads,
  }
}
