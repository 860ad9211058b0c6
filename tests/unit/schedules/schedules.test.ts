import type { ExplorationReport } from '../../../engine/protocol/exploration'
import type { ScheduledRun } from '../../../engine/protocol/schedule'
import type { Explore, Language } from '../../../live/languages/language'
import { afterEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { typescript } from '../../../live/languages/typescript'
import { stepWords } from '../../../live/schedules/step-words'
import { useExploration } from '../../../live/schedules/useExploration'
import { stage } from '../../../live/state/stage'

const threads = ['MainThread', 'Thread-1']
const run: Pick<ScheduledRun, 'steps'> = {
  steps: [
    { thread: 0, operation: { kind: 'start', thread: 1, line: 9 }, pending: [] },
    { thread: 1, operation: { kind: 'read', object: 'int#1', name: 'counter', value: '0', line: 5 }, pending: [] },
    { thread: 1, operation: { kind: 'write', object: 'int#1', name: 'counter', value: '1', line: 5 }, pending: [{ thread: 0, operation: { kind: 'join', thread: 1, line: 10 }, enabled: false }, { thread: 1, operation: { kind: 'write', object: 'int#1', line: 5 }, enabled: true }] },
  ],
}

describe('a step in words', () => {
  it.each([
    [run.steps[0]!.operation, 'starts Thread-1'],
    [run.steps[1]!.operation, 'reads counter: 0'],
    [{ kind: 'print', object: 'stdout', value: '\'hi\'', line: 1 } as const, 'prints: \'hi\''],
    [{ kind: 'acquire', object: 'lock#1', line: 1 } as const, 'acquires lock#1'],
    [{ kind: 'end', line: 0 } as const, 'ends'],
  ])('%o', (operation, words) => {
    expect(stepWords(operation, threads)).toBe(words)
  })
})

afterEach(() => stage.clear())

describe('an exploration', () => {
  const report = { ends: [], runs: 3 } as unknown as ExplorationReport

  function explored(explore: (how: Explore) => Promise<ExplorationReport | undefined>) {
    const text = ref('first')
    const scope = effectScope()
    const language: Language = { ...typescript, explore: (_text, _file, how) => explore(how) }
    const exploration = scope.run(() => useExploration('demo@1', () => ({ language, text: text.value, file: 'a/b.ts', mode: 'free', threads: 2 }), () => true))!
    return { text, exploration }
  }

  it('switches at each shared access without the GIL, and shows what it has found', async () => {
    let asked: Explore | undefined
    const { exploration } = explored(async (how) => {
      asked = how
      return report
    })
    await exploration.start()
    expect(asked).toMatchObject({ granularity: 'free-threaded', threads: 2 })
    expect(exploration.report.value).toBe(report)
    expect(exploration.isRunning.value).toBe(false)
  })

  it('is made in another window as well, once it was asked for in one', async () => {
    const here = explored(async () => report)
    const there = explored(async () => ({ ...report, runs: 4 }))
    await nextTick()
    expect(there.exploration.report.value).toBeUndefined()
    await here.exploration.start()
    await nextTick()
    await nextTick()
    expect(there.exploration.report.value).toMatchObject({ runs: 4 })
  })

  it('says why it could not be made', async () => {
    const { exploration } = explored(() => Promise.reject(new Error('SyntaxError: no (line 1)')))
    await exploration.start()
    expect(exploration.problem.value).toBe('SyntaxError: no (line 1)')
  })

  it('of a text that was edited meanwhile is ended, and nothing of it is shown', async () => {
    let resolve!: (report: ExplorationReport) => void
    const promise = new Promise<ExplorationReport>(done => resolve = done)
    let signal: AbortSignal | undefined
    const { text, exploration } = explored((how) => {
      signal = how.signal
      return promise
    })
    const over = exploration.start()
    text.value = 'second'
    await nextTick()
    expect(signal!.aborted).toBe(true)
    resolve(report)
    await over
    expect(exploration.report.value).toBeUndefined()
  })
})
