import type { MutantReport } from './process'
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../../..')
const FULL = process.env.FULL === '1'
const MUTANTS = FULL ? 20_000 : 500
/** Fifty mutants are done in a second or two; a process that is silent for so long is stuck in one. */
const SILENCE_MS = 60_000

/** Compiles mutants in another process. */
async function compileMutants(seed: number, count: number): Promise<MutantReport> {
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', path.join(import.meta.dirname, 'process.ts'), String(seed), String(count)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let last = ''
  let silence: ReturnType<typeof setTimeout>
  const listen = () => {
    clearTimeout(silence)
    silence = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS)
  }
  listen()
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    listen()
    rest += text
    const lines = rest.split('\n')
    rest = lines.pop()!
    last = lines.at(-1) ?? last
  })
  await new Promise(resolve => child.on('close', resolve))
  clearTimeout(silence!)
  if (child.signalCode)
    throw new Error(`one of the 50 mutants from number ${last} on (seed ${seed}) is never compiled`)
  return JSON.parse(last) as MutantReport
}

it(`${MUTANTS} mutated snippets are compiled or refused with line and column, each in little time`, async () => {
  // Another seed each night finds more; the same one each time lets a failure be repeated.
  const seed = Number(process.env.SEED ?? 20261124)
  const { compiled, refused, slowest, bad } = await compileMutants(seed, MUTANTS)
  console.info(`mutants: ${compiled} compiled, ${refused} refused, slowest ${slowest.toFixed(0)} ms`)
  expect(bad).toEqual([])
  expect(compiled + refused).toBe(MUTANTS)
  // Both happen, or the mutations test nothing.
  expect(Math.min(compiled, refused)).toBeGreaterThan(MUTANTS / 20)
}, FULL ? 1_800_000 : 180_000)
