/**
 * Each exercise can be solved, and has something to solve. Thinned out: two runs of a solution in each way; with
 * FULL=1 as many as a learner's code has to pass.
 */
import type { Exercise } from '../../../live/content/exercise'
import { beforeAll, describe, expect, it } from 'vitest'
import { Session, warmEngine } from '../../../engine/host'
import { registerServiceWorker } from '../../../engine/io/register'
import { RUNS } from '../../../live/content/exercise'
import { checkCode } from '../../../live/exercise/check-code'
import { runOnce } from '../../../live/exercise/one-run'

const exercises = import.meta.glob<Exercise>('../../../exercises/*/exercise.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../../../exercises/*/start.ts', '../../../exercises/*/solution.ts'], { eager: true, import: 'default', query: '?raw' })
const all = Object.entries(exercises)
  .map(([path, exercise]) => ({ name: path.split('/').at(-2)!, exercise }))
  // Where the learner is the scheduler, explored.test.ts takes the schedule.
  .filter(({ exercise }) => !exercise.goal)

const FULL = import.meta.env.FULL === '1'

beforeAll(async () => {
  // As in the deck it answers io/.
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
  await warmEngine()
  // The pool grows with the first run that needs it.
  await runOnce(new Session('warm.ts'), sources['../../../exercises/say-what-failed/solution.ts']!, { way: 'free', threads: 6, timeout: 30 })
})

describe.each(all)('$name', ({ name, exercise }) => {
  const sourceOf = (which: 'start' | 'solution') => sources[`../../../exercises/${name}/${which}.ts`]!

  it('its solution keeps all promises in every run', { timeout: 240_000 }, async () => {
    const { ways, interrupted } = await checkCode(exercise, `${name}/solution.ts`, sourceOf('solution'), { runs: FULL ? RUNS : 2 })
    expect(interrupted).toBe(false)
    expect(ways.map(({ failure }) => failure && `${failure.says ?? 'ends well'}: ${failure.wrong}`)).toEqual([undefined, undefined])
  })

  it('its start does not', { timeout: 240_000 }, async () => {
    // One failure is enough.
    const failed = new AbortController()
    const { ways, explored } = await checkCode(exercise, `${name}/start.ts`, sourceOf('start'), {
      signal: failed.signal,
      progress: ways => ways.some(({ failure }) => failure) && failed.abort(),
    })
    expect(explored?.failure !== undefined).toBe(exercise.explored === true)
    if (explored)
      return
    const failures = ways.flatMap(({ failure }) => failure ?? [])
    expect(failures).toHaveLength(1)
    // What raises or does not compile teaches something else; what hangs does so only where that is the task.
    expect(failures[0]!.says === undefined).toBe(name === 'two-accounts')
  })
})
