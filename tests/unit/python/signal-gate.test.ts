import { describe, expect, it } from 'vitest'
import { signalGate } from '../../../engine/python/signal-gate'

/** Where the interpreter keeps its count of checks. */
const COUNT = 64

describe('the gate between CPython and JavaScript', () => {
  const asked: number[] = []
  const gate = signalGate(() => asked.push(1) && 2)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 })
  gate.open(memory, COUNT)
  const setCount = (checks: number): void => {
    new Uint32Array(memory.buffer)[COUNT / 4] = checks
  }

  it('lets each question through that is asked because the checks are used up, with its answer', () => {
    setCount(50)
    asked.length = 0
    expect(Array.from({ length: 10 }, gate.ask)).toEqual(Array.from({ length: 10 }).fill(2))
    expect(asked).toHaveLength(10)
  })

  it('lets one in 64 through of those that are asked in passing, and answers the others that there is no signal', () => {
    setCount(49)
    asked.length = 0
    const answers = Array.from({ length: 640 }, gate.ask)
    expect(asked).toHaveLength(10)
    expect(answers.filter(answer => answer === 2)).toHaveLength(10)
    expect(answers.filter(answer => answer === 0)).toHaveLength(630)
  })

  it('goes on when the memory has grown', () => {
    memory.grow(1)
    setCount(50)
    expect(gate.ask()).toBe(2)
  })
})
