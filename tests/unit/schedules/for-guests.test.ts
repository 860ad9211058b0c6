import type { EffectScope } from 'vue'
/** Schedules on guests' devices: they show what the presenter's window has computed, and run nothing. */
import type { ExplorationReport } from '../../../engine/protocol/exploration'
import type { Explored } from '../../../live/schedules/useExploration'
import type { Program } from '../explore/model'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { typescript } from '../../../live/languages/typescript'
import { readText, writeText } from '../../../live/runs/server-protocol'
import { useExploration } from '../../../live/schedules/useExploration'
import { useStepper } from '../../../live/schedules/useStepper'
import { readEntry } from '../../../live/state/register-shapes'
import { stage } from '../../../live/state/stage'
import { execute } from '../explore/model'
import { counter } from '../explore/programs'

const KEY = 'demo@1'
const POLICY = { kind: 'continue' } as const

let runs: Record<'presenter' | 'guest', number>
let scope: EffectScope

beforeEach(() => {
  scope = effectScope()
  runs = { presenter: 0, guest: 0 }
})
afterEach(() => {
  scope.stop()
  stage.clear()
})

function reportOf(program: Program): ExplorationReport {
  const example = execute(program, { schedule: [], policy: POLICY, granularity: 'free-threaded', maxSteps: 100 })
  return { ends: [{ end: example.end, output: example.output, runs: 6, interleavings: 6, example, preemptions: 0 }], coverage: { kind: 'all', cutOff: false }, runs: 6, redundant: 0, atRandom: 0, interleavings: 6, races: ['Thread-1 and Thread-2 race'], lockOrders: [] }
}

function windowOf(role: 'presenter' | 'guest', program: Program) {
  const what = (): Explored => ({
    language: {
      ...typescript,
      async replay(_text, _file, { threads: _, signal: __, ...request }) {
        runs[role]++
        return execute(program, request)
      },
      async explore() {
        runs[role]++
        return reportOf(program)
      },
    },
    text: 'text',
    file: 'demo/a.ts',
    mode: 'free',
    threads: 2,
  })
  return scope.run(() => ({
    stepper: useStepper(KEY, what, () => true, role),
    exploration: useExploration(KEY, what, () => true, role),
  }))!
}

async function settled() {
  for (let i = 0; i < 10; i++)
    await nextTick()
}

it('a guest sees the schedule, each of its steps and who can go next, and runs nothing', async () => {
  const presenter = windowOf('presenter', counter(1)).stepper
  const guest = windowOf('guest', counter(1)).stepper
  await presenter.begin()
  await presenter.choose(2)
  await settled()
  expect(guest.run.value).toEqual(presenter.run.value)
  expect(guest.moment.value).toEqual(presenter.moment.value)
  presenter.at.value--
  expect([guest.at.value, guest.moment.value]).toEqual([presenter.at.value, presenter.moment.value])
  await guest.choose(1)
  await guest.begin()
  await guest.finish(1)
  expect(runs.guest).toBe(0)
  presenter.leave()
  await settled()
  expect([guest.isShown.value, guest.run.value]).toEqual([false, undefined])
})

it('a guest sees what an exploration has found, and explores nothing', async () => {
  const presenter = windowOf('presenter', counter(1)).exploration
  const guest = windowOf('guest', counter(1)).exploration
  await guest.start()
  expect(guest.report.value).toBeUndefined()
  await presenter.start()
  await settled()
  expect(guest.report.value).toEqual(presenter.report.value)
  expect(runs).toEqual({ presenter: 1, guest: 0 })
})

it('guests read that a schedule has too many steps to be sent', async () => {
  const presenter = windowOf('presenter', counter(500)).stepper
  const guest = windowOf('guest', counter(500)).stepper
  await presenter.begin()
  await settled()
  expect(presenter.run.value!.steps.length).toBeGreaterThan(1000)
  expect([guest.run.value, guest.busy.value]).toEqual([undefined, false])
  expect(guest.problem.value).toContain('too long')
})

it('a schedule and an exploration arrive at a guest unchanged, and malformed ones are refused', async () => {
  const { stepper, exploration } = windowOf('presenter', counter(1))
  await exploration.start()
  await stepper.begin()
  await settled()
  const entries = stage.all().entries.filter(({ key }) => /^(?:stepped|found):/.test(key))
  expect(entries).toHaveLength(2)
  for (const entry of entries) {
    expect(readEntry(readText(writeText(entry)))).toEqual(readText(writeText(entry)))
    const [kind] = entry.key.split(':')
    for (const result of [{}, [], 'x', { steps: [{}] }, { ends: [{ end: { kind: 'x' } }] }, { ...(entry.value as { result: object }).result, threads: 'A', runs: -1 }])
      expect(readEntry({ ...entry, value: { of: 'x', result } }), kind).toBeUndefined()
  }
})
