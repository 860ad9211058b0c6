import type { Everything } from './brute-force'
import type { Program } from './model'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { bruteForce, endText } from './brute-force'
import { explore } from './explore'
import { randomProgram } from './random-programs'

/** In full 200. */
const PROGRAMS = process.env.FULL === '1' ? 200 : 50
/** Programs with more schedules than this are left out. */
const MOST = 300

interface Tried { seed: number, program: Program, everything: Everything }

function smallPrograms(granularity: 'gil' | 'free-threaded'): Tried[] {
  const programs: Tried[] = []
  for (let seed = 1; programs.length < PROGRAMS; seed++) {
    const program = randomProgram(seed)
    const everything = bruteForce(program, MOST, { granularity })
    if (everything)
      programs.push({ seed, program, everything })
  }
  return programs
}

describe.each(['free-threaded', 'gil'] as const)('small random programs, %s, against a run of each of their schedules', (granularity) => {
  const programs = smallPrograms(granularity)

  it('end in the same ways', () => {
    for (const { seed, program, everything } of programs) {
      const { ends, coverage } = explore(program, { granularity })
      expect(coverage).toEqual({ kind: 'all', cutOff: false })
      expect(new Set(ends.map(endText)), `seed ${seed}`).toEqual(new Set(everything.ends.keys()))
    }
  })

  it('take one run for each class, and none that is redundant', () => {
    for (const { seed, program, everything } of programs)
      expect(explore(program, { granularity }), `seed ${seed}`).toMatchObject({ runs: everything.classes.size, redundant: 0 })
  })

  it.each([0, 1, 2, 3])('with at most %d preemptions end in all ways that so few can lead to', (bound) => {
    for (const { seed, program, everything } of programs) {
      const { ends } = explore(program, { granularity, bound })
      const expected = [...everything.ends].filter(([, preemptions]) => preemptions <= bound)
      expect(new Map(ends.map(end => [endText(end), end.preemptions])), `seed ${seed}`).toEqual(new Map(expected))
    }
  })
})
