import type { Problem } from '../../../engine/protocol/run'
import type { SnippetResult } from '../run-snippet'
import { describe, expect, it } from 'vitest'
import { Session } from '../../../engine/host'
import { listenFor } from '../../../engine/protocol/run-event'
import { runSnippet } from '../run-snippet'

interface Bomb {
  source: string
  /** Seconds after which a person presses Stop; a bomb that ends by itself needs none. */
  stop?: number
  outcomes: readonly SnippetResult['summary']['outcome'][]
  /** The message that the person sees. */
  message?: RegExp
  /** Left to the full checks: another one much like it is always dropped. */
  rare?: boolean
}

const FULL = import.meta.env.FULL === '1'

const BOMBS: Record<string, Bomb> = {
  'a bomb of one string': {
    source: `export function main() { let text = 'x'; for (;;) text += text }`,
    rare: true,
    outcomes: ['failed'],
    message: /RangeError: Invalid string length/,
  },
  'an output bomb': {
    source: `import { print } from 'builtins'\nexport function main() { for (;;) print('x'.repeat(200)) }`,
    stop: 2,
    outcomes: ['stopped'],
  },
  'an output bomb from many threads': {
    source: `import { Thread } from 'threading'\nimport { print } from 'builtins'\nfunction spam() { for (;;) print('x'.repeat(200)) }\nexport function main() { for (let i = 0; i < 8; i++) new Thread({ target: spam }).start() }`,
    stop: 2,
    rare: true,
    outcomes: ['stopped'],
  },
  'a thread bomb': {
    source: `import { Event, Thread } from 'threading'\nconst never = new Event()\nfunction wait() { never.wait() }\nexport function main() { for (;;) new Thread({ target: wait, daemon: true }).start() }`,
    outcomes: ['failed'],
    message: /RuntimeError: can't start new thread/,
  },
  'a bomb of threads that start threads': {
    source: `import { Thread } from 'threading'\nfunction split() { for (let i = 0; i < 2; i++) new Thread({ target: split }).start() }\nexport function main() { split() }`,
    stop: 20,
    rare: true,
    outcomes: ['finished', 'failed', 'stopped'],
    message: /RuntimeError: can't start new thread/,
  },
  'a task bomb': {
    source: `import * as asyncio from 'asyncio'\nasync function split() { for (let i = 0; i < 2; i++) asyncio.createTask(split()); await asyncio.sleep(3600) }\nexport async function main() { await split() }`,
    stop: 3,
    rare: true,
    outcomes: ['stopped', 'failed', 'crashed'],
  },
  'a flood of messages to the frame': {
    source: `export function main() { for (;;) globalThis.postMessage({ type: 'hello', run: 1 }) }`,
    stop: 2,
    outcomes: ['stopped'],
  },
  'a hundred threads that compute': {
    source: `import { Thread } from 'threading'\nfunction compute() { let sum = 0; for (let i = 0; i < 20_000_000; i++) sum = (sum + i) % 7 }\nexport function main() { for (let i = 0; i < 100; i++) new Thread({ target: compute }).start() }`,
    stop: 60,
    outcomes: ['finished', 'stopped'],
  },
  'a flood of messages that look like those of the engine': {
    source: `export function main() { for (let i = 0; i < 20_000; i++) { globalThis.postMessage({ type: 'evaluated', run: 1 }); globalThis.postMessage({ type: 'booted' }); globalThis.postMessage(null); globalThis.postMessage({ type: 'io' }) } }`,
    rare: true,
    outcomes: ['finished', 'failed'],
  },
  'a flood of microtasks': {
    source: `export function main() { const again = () => { Promise.resolve().then(again) }; again() }`,
    stop: 2,
    outcomes: ['finished', 'stopped'],
  },
  'a flood of microtasks before main': {
    source: `const again = () => { Promise.resolve().then(again) }\nagain()\nexport function main() {}`,
    stop: 2,
    rare: true,
    outcomes: ['stopped', 'finished'],
  },
  'an endless loop before main': {
    source: `for (;;) {}\nexport function main() {}`,
    stop: 2,
    rare: true,
    outcomes: ['stopped'],
  },
  'a flood of timers': {
    source: `export function main() { const again = () => { scheduler.postTask(again); scheduler.postTask(again) }; again(); for (;;) {} }`,
    stop: 2,
    rare: true,
    outcomes: ['stopped'],
  },
}

function messagesOf(problems: readonly Problem[]): string {
  return problems.map(({ type, message }) => `${type}: ${message}`).join('\n')
}

/** Longest time in milliseconds in which the page drew no frame while something went on. */
async function longestFrame<T>(what: Promise<T>): Promise<{ result: T, longest: number }> {
  let on = true
  let longest = 0
  let last = performance.now()
  const look = (now: number): void => {
    longest = Math.max(longest, now - last)
    last = now
    if (on)
      requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  const result = await what.finally(() => {
    on = false
  })
  return { result, longest }
}

it('a newer run replaces a flood of messages that no one stops', async () => {
  const flood = new Session('flood.ts')
  const { promise: floods, resolve } = Promise.withResolvers<void>()
  flood.subscribe(listenFor({ output: () => resolve() }))
  const flooded = flood.run(`import { Thread } from 'threading'
import { print } from 'builtins'
// As many as keep the frame busy for some seconds; without an end they would take all the memory of the machine.
function flood() { for (let i = 0; i < 400_000; i++) globalThis.postMessage({ type: 'hello', run: 1 }); for (;;) {} }
export function main() { for (let i = 0; i < 2; i++) new Thread({ target: flood }).start(); print('go') }`)
  await floods
  const next = await runSnippet(`import { print } from 'builtins'\nexport function main() { print('next') }`, { timeout: 60 })
  expect(next.lines).toEqual(['next'])
  expect(next.summary.outcome).toBe('finished')
  expect((await flooded).outcome).toBe('superseded')
}, 120_000)

describe('a bomb ends, the page stays usable, and the next run works', () => {
  for (const [name, { source, stop, outcomes, message }] of Object.entries(BOMBS).filter(([, { rare }]) => FULL || !rare)) {
    it(name, async () => {
      const { result, longest } = await longestFrame(runSnippet(source, { timeout: stop ?? 60 }))
      console.info(`${name}: ${result.summary.outcome}, longest frame ${longest.toFixed(0)} ms, ${messagesOf(result.problems).slice(0, 120)}`)
      expect(outcomes).toContain(result.summary.outcome)
      if (message)
        expect(messagesOf(result.problems)).toMatch(message)
      // A person notices a second; a machine with other work to do may need one.
      expect(longest).toBeLessThan(2000)

      if (result.summary.outcome !== 'crashed')
        expect(messagesOf(result.problems)).not.toContain('has not answered')
      const next = await runSnippet(`import { print } from 'builtins'\nexport function main() { print('next') }`, { timeout: 60 })
      expect(next.lines).toEqual(['next'])
      expect(next.summary.outcome).toBe('finished')
    }, 120_000)
  }
})
