/**
 * The classes of threading, queue, concurrent.futures and asyncio do what CPython's do. The programs are plain Python
 * and hold on any CPython 3.14 too. Once here; with FULL=1 twenty times, the collector's for a minute.
 */
import type { PythonResult } from './run-python'
import { describe, expect, it } from 'vitest'
import { runPython } from './run-python'

const FULL = import.meta.env.FULL === '1'
const ROUNDS = FULL ? 20 : 1
const COLLECTOR_SECONDS = FULL ? 60 : 2
const programs = import.meta.glob<string>('./conformance/*.py', { eager: true, import: 'default', query: '?raw' })
const runner = programs['./conformance/runner.py']!

for (const [file, source] of Object.entries(programs)) {
  if (file.endsWith('runner.py'))
    continue
  describe(file.slice(file.lastIndexOf('/') + 1, -3), () => {
    for (let round = 0; round < ROUNDS; round++) {
      let run: Promise<PythonResult> | undefined
      // One interpreter runs all promises of a file, as one after the other in a program.
      const result = (): Promise<PythonResult> => run ??= runPython(source + runner.replace('SECONDS = 3', `SECONDS = ${round === 0 ? COLLECTOR_SECONDS : 2}`), { timeout: 240 })

      it.each([...source.matchAll(/^def (test_\w+)\(\):\n {4}"""(.+)"""/gm)].map(([, name = '', promise = '']) => ({ name, promise })))(`$promise${FULL ? ` (${round + 1})` : ''}`, { timeout: 250_000 }, async ({ name }) => {
        const { lines, problems } = await result()
        expect(lines.find(line => line === `ok ${name}` || line.startsWith(`failed ${name} `)) ?? problems).toBe(`ok ${name}`)
      })
    }
  })
}
