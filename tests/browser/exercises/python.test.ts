/**
 * Each exercise can be solved in Python too, and has something to solve. Thinned out: a few exercises, and one run of
 * each, Controlled, which is the same each time; with FULL=1 all of them, as often as a learner's code has to pass.
 */
import type { Exercise, ExerciseRun } from '../../../live/content/exercise'
import { beforeAll, describe, expect, it } from 'vitest'
import { Session, startPython, useEngine } from '../../../engine/host'
import { registerServiceWorker } from '../../../engine/io/register'
import { RUNS } from '../../../live/content/exercise'
import { checkCode } from '../../../live/exercise/check-code'
import { runOnce } from '../../../live/exercise/one-run'

const exercises = import.meta.glob<Exercise>('../../../exercises/*/exercise.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>('../../../exercises/*/{start,solution}.{ts,py}', { eager: true, import: 'default', query: '?raw' })
const all = Object.entries(exercises).map(([path, exercise]) => ({ name: path.split('/').at(-2)!, exercise }))
const FULL = import.meta.env.FULL === '1'
/** Threads, a deadlock, tasks with requests, a thread beside a loop. */
const THINNED = ['last-ticket', 'two-accounts', 'at-most-five', 'keep-the-heart-beating']

beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
  await useEngine().warmPython()
}, 120_000)

function sourceOf(name: string, file: string): string | undefined {
  return sources[`../../../exercises/${name}/${file}`]
}

/** Names of the functions in their order, of camelCase as Python writes them. */
function functionNames(source: string): string[] {
  return [...source.matchAll(/(?:\bfunction\*? |\bdef )(\w+)/g)].map(match => match[1]!.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`))
}

/** What a run did not keep, or why it did not end well. */
async function complaints({ checks, debug }: Exercise, file: string, source: string): Promise<(string | undefined)[]> {
  const { run, trouble } = await runOnce(new Session(file, startPython), source, { way: 'controlled', seed: 1, debug, timeout: 20 })
  const kept = (check: { wrong: (run: ExerciseRun) => string | undefined }) => check.wrong(run)
  return trouble === undefined ? checks.map(kept).filter(found => found !== undefined) : [trouble]
}

it.each(all)('$name has its Python, or says why not', ({ name, exercise }) => {
  for (const which of ['start', 'solution']) {
    const python = sourceOf(name, `${which}.py`)
    expect(python === undefined).toBe(exercise.onlyTypescript !== undefined)
    if (python !== undefined)
      expect(functionNames(python)).toEqual(functionNames(sourceOf(name, `${which}.ts`)!))
  }
  // Progress is kept for both languages in one.
  expect(exercise.inPython?.hints ?? exercise.hints).toHaveLength(exercise.hints.length)
})

describe.each(all.filter(({ name, exercise }) => FULL ? exercise.onlyTypescript === undefined : THINNED.includes(name)))('$name', ({ name, exercise }) => {
  if (!FULL) {
    it('its solution in Python keeps all promises, its start does not', { timeout: 60_000 }, async () => {
      expect(await complaints(exercise, `${name}/solution.py`, sourceOf(name, 'solution.py')!)).toEqual([])
      expect(await complaints(exercise, `${name}/start.py`, sourceOf(name, 'start.py')!)).not.toEqual([])
    })
    return
  }

  it('its solution in Python keeps all promises in every run', { timeout: 240_000 }, async () => {
    const { ways, interrupted } = await checkCode(exercise, `${name}/solution.py`, sourceOf(name, 'solution.py')!)
    expect(interrupted).toBe(false)
    expect(ways.map(({ way, passed, failure }) => `${way} ${passed} ${failure ? `${failure.says ?? 'ends well'}: ${failure.wrong}` : ''}`)).toEqual([`gil ${RUNS} `, `controlled ${RUNS} `])
  })

  it('its start in Python does not', { timeout: 240_000 }, async () => {
    const { ways, explored } = await checkCode(exercise, `${name}/start.py`, sourceOf(name, 'start.py')!)
    expect(explored?.failure !== undefined).toBe(exercise.explored === true)
    if (explored)
      return
    expect(ways.map(({ failure }) => failure && (failure.says === undefined))).toEqual([name === 'two-accounts', name === 'two-accounts'])
  })
})
