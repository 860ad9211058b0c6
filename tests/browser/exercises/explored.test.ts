/** Exercises that are judged in all schedules, and those in which the learner is the scheduler. */
import type { Exercise } from '../../../live/content/exercise'
import { beforeAll, describe, expect, it } from 'vitest'
import { warmEngine } from '../../../engine/host'
import { readSchedule } from '../../../engine/protocol/schedule-text'
import { exploreCode } from '../../../live/exercise/explore-code'
import { typescript } from '../../../live/languages/typescript'
import { reachedAt } from '../../../live/schedules/moment'
import { runSchedules } from '../controlled/run-schedules'

const exercises = import.meta.glob<Exercise>('../../../exercises/*/exercise.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>('../../../exercises/*/{start,solution}.ts', { eager: true, import: 'default', query: '?raw' })
const all = Object.entries(exercises).map(([path, exercise]) => ({ name: path.split('/').at(-2)!, exercise }))

beforeAll(() => warmEngine())

describe.each(all.filter(({ exercise }) => exercise.explored))('$name', ({ name, exercise }) => {
  async function explored(which: 'start' | 'solution') {
    const file = `exercises/${name}/${which}.ts`
    return (await exploreCode(exercise, typescript, file, sources[`../../../${file}`]!, { signal: new AbortController().signal, progress() {} }))!
  }

  it('breaks a promise in some schedule, with a reason, and one that can be stepped through', async () => {
    const { failure, covers } = await explored('start')
    expect(failure, covers).toBeDefined()
    expect(readSchedule(failure!.choices)!.length).toBeGreaterThan(3)
  })

  it('has a solution that keeps all promises in all schedules', async () => {
    const { failure, covers } = await explored('solution')
    expect(failure).toBeUndefined()
    expect(covers).toMatch(/^All (?:[\d,]+ )?sequentially consistent schedules, in [\d,]+ runs?$/)
  })
})

describe.each(all.flatMap(({ name, exercise: { goal } }) => goal ? [{ name, goal }] : []))('$name', ({ name, goal }) => {
  const source = sources[`../../../exercises/${name}/start.ts`]!

  it('has a schedule that reaches its goal, and is not reached without a choice', async () => {
    const schedule = readSchedule(goal.schedule)!
    const [solved, plain] = await runSchedules(source, { schedule }, {})
    expect(solved!.diverged).toBeUndefined()
    expect(reachedAt(solved!, solved!.steps.length, goal.reached)).toBeDefined()
    expect(reachedAt(plain!, plain!.steps.length, goal.reached)).toBeUndefined()
  })
})
