/** A schedule that is stepped through, and chosen step by step, on the machine of the tests of exploring. */
import type { Language, Replay } from '../../../live/languages/language'
import type { Program } from '../explore/model'
import { afterEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { typescript } from '../../../live/languages/typescript'
import { reachedAt } from '../../../live/schedules/moment'
import { useStepper } from '../../../live/schedules/useStepper'
import { stage } from '../../../live/state/stage'
import { execute } from '../explore/model'
import { counter, philosophers } from '../explore/programs'

afterEach(() => stage.clear())

function stepperOf(program: Program, text = ref('first')) {
  let runs = 0
  const language: Language = {
    ...typescript,
    async replay(_text: string, _file: string, { threads: _, signal, ...request }: Replay) {
      runs++
      await nextTick()
      return signal.aborted ? undefined : execute(text.value === 'none' ? philosophers(['A', 'B']) : program, request)
    },
  }
  const scope = effectScope()
  const stepper = scope.run(() => useStepper('demo@1', () => ({ language, text: text.value, file: 'demo/a.ts', mode: 'free', threads: 2 }), () => true))!
  return { stepper, text, scope, runs: () => runs }
}

async function settled() {
  for (let i = 0; i < 10; i++)
    await nextTick()
}

/** Who can be chosen now. */
function can({ moment }: ReturnType<typeof stepperOf>['stepper']) {
  return moment.value!.threads.filter(({ waits }) => waits === undefined).map(({ name }) => name)
}

describe('the person is the scheduler', () => {
  it('chooses among those that can go on, as far as the goal, with what follows left open', async () => {
    const { stepper } = stepperOf(counter(1))
    await stepper.begin()
    expect(stepper.isOpen.value).toBe(true)
    // Main has started both threads, and waits for the first.
    expect(can(stepper)).toEqual(['Thread-1', 'Thread-2'])
    for (const name of ['Thread-1', 'Thread-1', 'Thread-2', 'Thread-2', 'Thread-1', 'Thread-2']) {
      expect(can(stepper)).toContain(name)
      await stepper.choose(stepper.moment.value!.threads.find(thread => thread.name === name)!.thread)
      if (stepper.run.value!.steps[stepper.at.value - 1]!.operation.value === '1' && reached(stepper, 4))
        break
    }
    expect(reached(stepper, 4)).toBe(true)
    expect(stepper.run.value!.output).toBe('1\n')
    stepper.at.value = 1e6
    expect(stepper.at.value).toBe(stepper.decided.value)
    expect(stepper.decided.value).toBeLessThanOrEqual(stepper.run.value!.steps.length)
  })

  function reached({ run, at }: ReturnType<typeof stepperOf>['stepper'], within: number) {
    return reachedAt(run.value!, at.value, ({ values, accesses }) => accesses === within && values.get('counter') === '1') !== undefined
  }

  it('takes choices back one by one, and lets a seed finish: the same seed finishes the same', async () => {
    const { stepper } = stepperOf(counter(2))
    await stepper.begin()
    const first = [stepper.choices.value, stepper.at.value]
    await stepper.choose(2)
    const second = [stepper.choices.value, stepper.at.value]
    await stepper.choose(1)
    stepper.undo()
    await settled()
    expect([stepper.choices.value, stepper.at.value]).toEqual(second)
    await stepper.finish(7)
    const finished = stepper.choices.value
    expect(stepper.moment.value!.end).toEqual({ kind: 'finished' })
    stepper.undo()
    await settled()
    await stepper.finish(7)
    expect(stepper.choices.value).toBe(finished)
    stepper.undo()
    stepper.undo()
    await settled()
    expect([stepper.choices.value, stepper.at.value]).toEqual(first)
    expect(stepper.canUndo.value).toBe(false)
  })

  it('leaves a schedule that was found at any of its steps, by choosing another thread there', async () => {
    const { stepper } = stepperOf(counter(1))
    stepper.show(execute(counter(1), { schedule: [], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 100 }))
    stepper.at.value = stepper.run.value!.steps.findIndex(({ thread }) => thread === 1)
    await stepper.choose(2)
    expect(stepper.run.value!.steps[stepper.run.value!.steps.findIndex(({ thread }) => thread > 0)]!.thread).toBe(2)
    expect(stepper.run.value!.diverged).toBeUndefined()
  })
})

describe('a schedule in sight', () => {
  it('is the same in another window, which makes the run itself', async () => {
    const here = stepperOf(counter(1))
    const there = stepperOf(counter(1))
    await here.stepper.begin()
    await here.stepper.choose(2)
    await settled()
    expect(there.stepper.run.value).toEqual(here.stepper.run.value)
    here.stepper.at.value--
    expect(there.stepper.at.value).toBe(here.stepper.at.value)
    here.stepper.leave()
    await settled()
    expect([there.stepper.isShown.value, there.stepper.run.value]).toEqual([false, undefined])
  })

  it('of code that was edited is not run until it is asked for, and says what doesn\'t fit', async () => {
    const { stepper, text, runs } = stepperOf(counter(1))
    await stepper.begin()
    await stepper.choose(2)
    await stepper.finish(1)
    const before = runs()
    text.value = 'none'
    await settled()
    expect([stepper.isOfOther.value, stepper.run.value, runs()]).toEqual([true, undefined, before])
    stepper.open(stepper.choices.value!)
    await settled()
    expect(stepper.isOfOther.value).toBe(false)
    expect(stepper.run.value!.diverged).toBeGreaterThanOrEqual(0)
  })

  it('says why it could not be run', async () => {
    const { stepper, scope } = stepperOf({ threads: [{ name: 'Thread-1', body() {
      throw new Error('SyntaxError: no')
    } }] })
    await stepper.begin()
    expect([stepper.problem.value, stepper.busy.value]).toEqual(['SyntaxError: no', false])
    scope.stop()
  })
})
