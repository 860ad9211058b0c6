import type { Program } from './model'
import { expect, it } from 'vitest'
import { bruteForce, endText } from './brute-force'
import { explore } from './explore'

/** Two daemon threads that add to a counter, which the main thread prints without a join. */
const daemons: Program = {
  main: true,
  daemons: true,
  threads: [1, 2].map(number => ({ name: `Thread-${number}`, body: m => m.add('counter', 1, 3) })),
  * last(m) {
    yield* m.print(yield* m.read('counter', 8), 8)
  },
}

it('what the end of the main thread cuts off has happened in other schedules: no end of daemon threads is lost', () => {
  const everything = bruteForce(daemons, 20_000)!
  expect(new Set(everything.ends.keys())).toEqual(new Set(['finished 0\n', 'finished 1\n', 'finished 2\n']))
  const { ends, coverage, interleavings } = explore(daemons)
  expect(interleavings).toBeUndefined()
  expect(coverage.kind).toBe('all')
  expect(new Set(ends.map(endText))).toEqual(new Set(everything.ends.keys()))
})
