import { describe, expect, it } from 'vitest'
import { runSnippet } from '../run-snippet'

/** Gets hold of the header and the words of its thread's text ring, as `header` and `data`. */
const CATCH_RING = `import { print } from 'builtins'
const load = Atomics.load
let header
Atomics.load = (array, index) => {
  if (array.length === 64 && index === 16)
    header = array
  return load(array, index)
}
`

const OVERWRITTEN = { severity: 'error', message: 'the program has overwritten the memory that carries its output and its timeline to the page' }

/** What a program forges, and what is to come of it. */
const FORGERIES: Record<string, { source: string, outcome: string, problems: object[] }> = {
  'a record whose length is below zero': {
    source: `${CATCH_RING}export function main() { print('a'); print('b'); const data = new Int32Array(header.buffer, 256); for (let i = 0; i < 1024; i++) data[i] = -24; Atomics.store(header, 0, load(header, 0) + 64); for (;;) {} }`,
    outcome: 'failed',
    problems: [OVERWRITTEN],
  },
  'that two gigabytes were written': {
    source: `${CATCH_RING}export function main() { print('a'); print('b'); Atomics.store(header, 0, 2 ** 31 - 8); for (;;) {} }`,
    outcome: 'failed',
    problems: [OVERWRITTEN],
  },
  'an end of an unknown kind': {
    source: `export function main() { globalThis.postMessage({ type: 'main-ended', outcome: 'sausage', wall: 1 }); for (;;) {} }`,
    outcome: 'failed',
    problems: [{ severity: 'warning', message: expect.stringContaining('one report of the sandbox had a shape') }],
  },
  'an end at no time': {
    source: `export function main() { globalThis.postMessage({ type: 'main-ended', outcome: 'finished', wall: { toString: 1 } }); for (;;) {} }`,
    outcome: 'failed',
    problems: [{ severity: 'warning' }],
  },
  'a request of no address': {
    source: `import * as time from 'time'\nexport function main() { globalThis.postMessage({ type: 'io', operation: { type: 'open', address: 4096, url: { no: 1 }, headers: 5 } }); time.sleep(0.3) }`,
    outcome: 'finished',
    problems: [{ severity: 'warning' }],
  },
}

describe('a program that forges what the engine writes harms itself alone', () => {
  for (const [what, { source, outcome, problems }] of Object.entries(FORGERIES)) {
    it(what, async () => {
      const result = await runSnippet(source)
      expect(result.summary.outcome).toBe(outcome)
      expect(result.problems).toMatchObject(problems)

      const next = await runSnippet(`import { print } from 'builtins'\nexport function main() { print('next') }`)
      expect(next.lines).toEqual(['next'])
      expect(next.problems).toEqual([])
    })
  }
})
