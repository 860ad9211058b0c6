/** Records the Python twins on a Python of this machine. */
import type { Variant } from '../../live/content/manifest'
import type { Provenance, RecordedRun, RecordedVariant, Recording } from '../../live/content/recording'
import type { NamedDemo } from './demos'
import type { Progress } from './progress'
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readFigures } from '../../live/content/figures'
import { filesOf } from '../../live/content/manifest'
import { UsageError } from '../setup/arguments.mjs'
import { platformName, repetitions, SNIPPETS, today } from './demos'

const MEASURE = fileURLToPath(new URL('measure.py', import.meta.url))
/** In seconds. */
const LIMIT = 30
const DEADLOCK_LIMIT = 3

/** The output of measure.py. */
interface Measured {
  outcome: RecordedRun['outcome']
  wall: number
  memory: number
  output: string
  errors: string
}

/** The provenance of recordings by a Python. */
export function pythonProvenance(python: string): Provenance {
  const code = 'import sys, platform; print(platform.python_version(), getattr(sys, "_is_gil_enabled", lambda: True)())'
  const [version = '', gil] = answerOf(python, code).trim().split(' ')
  return { runtime: 'CPython', version, gil: gil === 'True', cores: availableParallelism(), platform: platformName(), date: today() }
}

function answerOf(python: string, code: string): string {
  try {
    return execFileSync(python, ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  }
  catch (error) {
    const { code: reason, status } = error as NodeJS.ErrnoException & { status?: number }
    throw new UsageError(`--python ${python} can't be run: ${reason ?? `exit code ${status}`}`)
  }
}

/** Name of that Python's recordings: `cpython-3.14t`. */
export function pythonRecordingName({ version, gil }: Provenance): string {
  return `cpython-${version.split('.').slice(0, 2).join('.')}${gil ? '' : 't'}`
}

/**
 * Runs all twins of a demo in turn, again and again, so that a disturbance affects all of them alike.
 *
 * @param python path of the interpreter
 * @param by its provenance
 * @param entry the demo
 * @param runs how many times to run each
 */
export async function recordPython(python: string, by: Provenance, entry: NamedDemo, runs: number, progress: Progress): Promise<Recording> {
  const { demo, manifest } = entry
  const twins = Object.entries(manifest.variants).filter(([name]) => fs.existsSync(twinPath(demo, name)))
  const all = new Map<string, { measured: Measured[], runs: RecordedRun[] }>(twins.map(([name]) => [name, { measured: [], runs: [] }]))
  for (let round = 0; round < runs; round++) {
    for (const [name, variant] of twins) {
      const kept = all.get(name)!
      if (round >= repetitions(runs, kept.runs[0])) {
        progress.skip()
        continue
      }
      progress.step(`${demo}/${name} on CPython ${by.version}`)
      const measured = await measure(python, twinPath(demo, name), variant)
      kept.measured.push(measured)
      kept.runs.push({ outcome: measured.outcome, wall: measured.wall, memory: measured.memory, figures: readFigures(manifest, measured.output + measured.errors) })
    }
  }
  return { demo, by, variants: Object.fromEntries([...all].map(([name, { measured: [first], runs }]) => [name, recorded(first, runs)])) }
}

function recorded(first: Measured | undefined, runs: RecordedRun[]): RecordedVariant {
  const errors = first?.errors.replaceAll(SNIPPETS, 'snippets')
  return { runs, output: first?.output ?? '', ...(errors && { errors }) }
}

function twinPath(demo: string, name: string): string {
  return path.join(SNIPPETS, demo, filesOf(name).python)
}

async function measure(python: string, file: string, { fails }: Variant): Promise<Measured> {
  const limit = fails?.kind === 'deadlock' ? DEADLOCK_LIMIT : LIMIT
  const { stdout } = await promisify(execFile)('python3', [MEASURE, python, file, String(limit)], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return JSON.parse(stdout) as Measured
}
