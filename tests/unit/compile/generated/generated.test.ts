import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runInNode } from '../run-in-node'
import { runPlain } from '../run-plain'
import { program } from './program'

/** What programs find around them, compiled or not. */
const COMMON = `
const textOf = value => JSON.stringify(value, (key, item) => item === undefined ? 'undefined' : typeof item === 'function' ? 'function' : typeof item === 'number' && !Number.isFinite(item) ? String(item) : item)
// A list of itself in itself, over and over, would be a text of half a gigabyte.
const short = text => text?.length > 10_000 ? text.slice(0, 10_000) + ' and more: ' + text.length : text
const show = value => short(textOf(value))
const tag = (strings, ...values) => [...strings.raw, ...values]
class Base { m(x) { return ['base', x] } get q() { return 'q' } }
`
const COMPILED = `
import * as asyncio from 'asyncio'
import { print } from 'builtins'
${COMMON}
const log = (...values) => print(values.map(show).join(' '))
const tick = value => asyncio.sleep(0, { result: value })
`
const PLAIN = `
${COMMON}
const log = (...values) => globalThis.plainLines.push(values.map(show).join(' '))
const tick = value => new Promise(resolve => setImmediate(resolve, value))
`

/** Programs of one module; the kernel of this process has memory for some two hundred modules. */
const IN_A_MODULE = 20
const MODULES = process.env.FULL === '1' ? 150 : 2

function moduleOf(bodies: readonly string[]): string {
  const functions = bodies.map((body, index) => `async function p${index}() {\n${body}\n}`)
  return `
const resource = name => ({ [Symbol.dispose]() { log('disposed', name) } })
${functions.join('\n')}
export async function main() {
  ${bodies.map((_, index) => `
  log('program ${index}')
  try { log('returned', await p${index}()) }
  catch (error) { log('threw', error instanceof Error ? error.constructor.name + ': ' + error.message : error) }`).join('')}
}`
}

/** The lines of each program. */
function byProgram(lines: readonly string[]): string[] {
  return lines.join('\n').split(/^"program" ?|^"program \d+"\n/m).slice(1)
}

describe('programs made at random do the same compiled as they do as plain JavaScript', () => {
  const bodies = fc.sample(program, { seed: Number(process.env.SEED ?? 7), numRuns: IN_A_MODULE * MODULES })
  for (let first = 0; first < bodies.length; first += IN_A_MODULE) {
    it(`programs ${first} to ${first + IN_A_MODULE - 1}`, async () => {
      const part = bodies.slice(first, first + IN_A_MODULE)
      const source = moduleOf(part)
      const plain = byProgram(await runPlain(PLAIN + source))
      const { lines, problems } = await runInNode(COMPILED + source)
      // A loop that is left early leaves coroutines behind, which a plain program's promises are not.
      expect(problems.filter(({ message }) => !message.endsWith('was never awaited'))).toEqual([])
      const compiled = byProgram(lines)
      expect(plain).toHaveLength(IN_A_MODULE)
      const different = plain.findIndex((text, index) => text !== compiled[index])
      if (different >= 0)
        expect(compiled[different], part[different]).toBe(plain[different])
    }, 120_000)
  }
})
