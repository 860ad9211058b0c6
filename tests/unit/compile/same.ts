import { expect, it } from 'vitest'
import { runInNode } from './run-in-node'
import { runPlain } from './run-plain'

const COMPILED = `
import * as asyncio from 'asyncio'
import { print } from 'builtins'
const log = (...values) => print(JSON.stringify(values))
/** Suspends, then gives a value. */
const tick = value => asyncio.sleep(0, { result: value })
`

const PLAIN = `
const log = (...values) => globalThis.plainLines.push(JSON.stringify(values))
const tick = value => new Promise(resolve => setTimeout(resolve, 0, value))
`

/**
 * A test: a snippet does the same compiled as it does as plain JavaScript.
 *
 * @param name what it shows
 * @param source has an async `main`, writes with `log` and suspends with `await tick(value)`
 */
export function same(name: string, source: string): void {
  it(name, async () => {
    const plain = await runPlain(PLAIN + source)
    const compiled = await runInNode(COMPILED + source)
    expect(compiled.problems).toEqual([])
    expect(compiled.lines).toEqual(plain)
    expect(plain.length).toBeGreaterThan(0)
  })
}
