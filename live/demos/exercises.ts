import type { Exercise } from '../content/exercise'
import type { DemoVariant } from './demos'
import type { Twin } from './twins'
import { addDemo } from './demos'
import { addTwin } from './twins'

const exercises = import.meta.glob<Exercise>('/exercises/*/exercise.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>('/exercises/*/{start,solution}.{ts,py}', {
  eager: true,
  import: 'default',
  query: '?raw',
})

/** An exercise with the name under which live code finds it. */
export interface CatalogEntry {
  exercise: Exercise
  /** As `exercises/last-ticket`. */
  demo: string
  start: DemoVariant
  /** What one begins with in Python; none where the exercise makes no sense in it. */
  startInPython: Twin | undefined
}

/** An exercise by the name of its folder; `undefined` when there is none. */
export function exerciseOf(name: string): CatalogEntry | undefined {
  const exercise = exercises[`/exercises/${name}/exercise.ts`]
  if (!exercise)
    return undefined
  const demo = `exercises/${name}`
  const start = variantOf(name, exercise, 'start', 'yours')
  addDemo(demo, [start, variantOf(name, exercise, 'solution', 'a solution')])
  const twins = { start: pythonOf(name, 'start'), solution: pythonOf(name, 'solution') }
  for (const [which, twin] of Object.entries(twins)) {
    if (twin)
      addTwin(demo, which, twin)
  }
  return { exercise, demo, start, startInPython: twins.start }
}

/** Whether there is an exercise of this name. */
export function isExercise(name: string): boolean {
  return Object.hasOwn(exercises, `/exercises/${name}/exercise.ts`)
}

/** How many there are. */
export const exerciseCount = Object.keys(exercises).length

function pythonOf(name: string, which: 'start' | 'solution'): Twin | undefined {
  const file = `exercises/${name}/${which}.py`
  const source = sources[`/${file}`]?.trimEnd()
  return source === undefined ? undefined : { file, source, steps: [source] }
}

function variantOf(name: string, { accent, debug, threads }: Exercise, which: 'start' | 'solution', title: string): DemoVariant {
  const source = sources[`/exercises/${name}/${which}.ts`]!.trimEnd()
  return {
    file: `exercises/${name}/${which}.ts`,
    name: which,
    variant: { title, accent, debug },
    source,
    steps: [source],
    // Most that is to be found shows without the GIL.
    modes: ['free', 'gil'],
    threads,
  }
}
