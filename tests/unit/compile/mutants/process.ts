/**
 * Compiles mutants, in a process of its own that can be ended when one of them is never done: `process.ts SEED COUNT`.
 * Says on its last line, as JSON, what came of them; before each it says its number.
 */
import process from 'node:process'
import { parse } from 'acorn'
import { transform } from 'esbuild'
import fc from 'fast-check'
import { compile, CompileFailure } from '../../../../engine/compile/compile'
import { demoSources, mutants } from './mutate'

/** What came of the mutants. */
export interface MutantReport {
  compiled: number
  refused: number
  /** Longest time that one took, in milliseconds. */
  slowest: number
  /** Those that were answered badly. */
  bad: { source: string, why: string }[]
}

const [seed, count] = process.argv.slice(2).map(Number) as [number, number]
const report: MutantReport = { compiled: 0, refused: 0, slowest: 0, bad: [] }

/** What is wrong with the answer, if anything is. */
async function complaint(source: string): Promise<string | undefined> {
  try {
    const { code } = await compile(transform, source, 'mutant.ts')
    parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
    report.compiled += 1
    return undefined
  }
  catch (error) {
    if (!(error instanceof CompileFailure))
      return `not answered as a problem: ${error instanceof Error ? error.stack : String(error)}`
    report.refused += 1
    const lines = source.split(/\r\n|[\n\r\u2028\u2029]/)
    for (const { message, line, column } of error.problems) {
      if (!message)
        return 'a problem without words'
      if (!(Number.isInteger(line) && line >= 1 && line <= lines.length))
        return `line ${line} of ${lines.length}: ${message}`
      if (!(Number.isInteger(column) && column >= 1 && column <= lines[line - 1]!.length + 1))
        return `column ${column} of line ${line}: ${message}`
    }
    return error.problems.length > 0 ? undefined : 'refused without a problem'
  }
}

async function main(): Promise<void> {
  const sources = fc.sample(mutants(demoSources()), { seed, numRuns: count })
  for (const [index, source] of sources.entries()) {
    if (index % 50 === 0)
      console.log(index)
    const begin = performance.now()
    const why = await complaint(source)
    report.slowest = Math.max(report.slowest, performance.now() - begin)
    if (why)
      report.bad.push({ source, why })
  }
  console.log(JSON.stringify(report))
}

void main()
