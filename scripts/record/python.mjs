/**
 * Records the Python twins: runs each on a Python of the machine, several times, and writes
 * `snippets/<demo>/recordings/cpython-<version>.json` (see snippets/recording.ts).
 *
 *   node scripts/record/python.mjs [--python PATH]... [--demo NAME]... [--runs N]
 *
 * Defaults: `python3`, all demos, five runs (two of a twin that takes longer than five seconds).
 * Says what changed since the last recording.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, machine, platform, tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../..')
const SNIPPETS = path.join(ROOT, 'snippets')
const MEASURE = path.join(ROOT, 'scripts/record/measure.py')
const LIMIT_SECONDS = 30
const DEADLOCK_SECONDS = 3
const SLOW_SECONDS = 5

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', multiple: true, default: ['python3'] },
    demo: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '5' },
  },
})

/**
 * @typedef {import('../../snippets/manifest').Demo} Demo
 * @typedef {import('../../snippets/manifest').Variant} Variant
 * @typedef {import('../../snippets/recording').Provenance} Provenance
 * @typedef {import('../../snippets/recording').RecordedRun} RecordedRun
 * @typedef {import('../../snippets/recording').RecordedVariant} RecordedVariant
 * @typedef {import('../../snippets/recording').Recording} Recording
 * @typedef {{ outcome: RecordedRun['outcome'], wall: number, memory: number, output: string, errors: string }} Measured what measure.py prints
 */

/**
 * A demo's manifest, and its files' names.
 *
 * @param {string} demo its folder
 * @returns {Promise<{ manifest: Demo, filesOf: typeof import('../../snippets/manifest').filesOf }>} both
 */
async function readManifest(demo) {
  const outfile = path.join(tmpdir(), `manifest-${demo}-${process.pid}.mjs`)
  await build({
    stdin: {
      contents: `export { default as manifest } from './${demo}/manifest'\nexport { filesOf } from './manifest'`,
      resolveDir: SNIPPETS,
    },
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

/**
 * What a Python says of itself.
 *
 * @param {string} python path of the interpreter
 * @returns {Provenance} where its recordings come from
 */
function provenance(python) {
  const code = 'import sys, platform; print(platform.python_version(), getattr(sys, "_is_gil_enabled", lambda: True)())'
  const [version = '', gil] = execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim().split(' ')
  return {
    runtime: 'CPython',
    version,
    gil: gil === 'True',
    cores: availableParallelism(),
    platform: `${platform() === 'linux' ? 'Linux' : platform()} ${machine()}`,
    date: new Date().toISOString().slice(0, 10),
  }
}

/**
 * What the manifest reads off the output.
 *
 * @param {string} text standard output and standard error
 * @param {Demo['figures']} patterns the manifest's
 * @returns {Record<string, number>} those that were found
 */
function figuresOf(text, patterns = {}) {
  /** @type {Record<string, number>} */
  const figures = {}
  for (const [name, pattern] of Object.entries(patterns)) {
    const number = Number(pattern.exec(text)?.[1]?.replaceAll(',', ''))
    if (!Number.isNaN(number))
      figures[name] = number
  }
  return figures
}

/**
 * Runs a twin several times.
 *
 * @param {string} python path of the interpreter
 * @param {string} file path of the twin
 * @param {Demo} manifest its demo's
 * @param {Variant} variant its variant
 * @returns {RecordedVariant} all runs
 */
function recordVariant(python, file, { figures }, variant) {
  /** @type {RecordedRun[]} */
  const runs = []
  /** @type {Measured | undefined} */
  let first
  let wanted = Number(options.runs)
  const limit = variant.fails?.kind === 'deadlock' ? DEADLOCK_SECONDS : LIMIT_SECONDS
  while (runs.length < wanted) {
    /** @type {Measured} */
    const run = JSON.parse(execFileSync('python3', [MEASURE, python, file, String(limit)], { encoding: 'utf8', maxBuffer: 1 << 26 }))
    first ??= run
    runs.push({ outcome: run.outcome, wall: run.wall, memory: run.memory, figures: figuresOf(run.output + run.errors, figures) })
    if (run.wall > SLOW_SECONDS || run.outcome === 'deadlock')
      wanted = Math.min(wanted, 2)
  }
  const errors = first?.errors.replaceAll(SNIPPETS, 'snippets')
  return { runs, output: first?.output ?? '', ...(errors && { errors }) }
}

/**
 * The middle one.
 *
 * @param {readonly (number | undefined)[]} numbers of one figure
 * @returns {number} NaN if there are none
 */
function median(numbers) {
  const sorted = numbers.filter(number => number !== undefined).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * Prints what was recorded, and what it was before.
 *
 * @param {string} demo its folder
 * @param {string} name the variant's
 * @param {RecordedVariant} variant what was recorded now
 * @param {RecordedVariant | undefined} before what was recorded last
 */
function say(demo, name, variant, before) {
  const wall = median(variant.runs.map(run => run.wall))
  const was = before && median(before.runs.map(run => run.wall))
  const spread = variant.runs.map(run => run.wall)
  const change = was === undefined ? 'new' : `was ${was.toFixed(3)} s`
  const figures = Object.keys(variant.runs[0]?.figures ?? {}).map(figure => `${figure} ${median(variant.runs.map(run => run.figures[figure]))}`)
  console.log(`  ${demo}/${name}: ${wall.toFixed(3)} s (${Math.min(...spread).toFixed(3)} to ${Math.max(...spread).toFixed(3)}, ${change}) ${figures.join(', ')} [${variant.runs[0]?.outcome}]`)
}

const demos = readdirSync(SNIPPETS, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(path.join(SNIPPETS, entry.name, 'manifest.ts')))
  .map(entry => entry.name)
  .filter(demo => options.demo.length === 0 || options.demo.includes(demo))

if ((loadavg()[0] ?? 0) > availableParallelism() / 2)
  console.warn('This machine is busy: timings will be noisy. Better record when nothing else runs.')

for (const python of options.python) {
  const by = provenance(python)
  console.log(`CPython ${by.version}, ${by.gil ? 'with' : 'without'} the GIL`)
  for (const [index, demo] of demos.entries()) {
    const { manifest, filesOf } = await readManifest(demo)
    const folder = path.join(SNIPPETS, demo, 'recordings')
    const target = path.join(folder, `cpython-${by.version.split('.').slice(0, 2).join('.')}${by.gil ? '' : 't'}.json`)
    /** @type {Recording | undefined} */
    const before = existsSync(target) ? JSON.parse(readFileSync(target, 'utf8')) : undefined
    /** @type {Record<string, RecordedVariant>} */
    const variants = {}
    console.log(`${index + 1} of ${demos.length}`)
    for (const [name, variant] of Object.entries(manifest.variants)) {
      const file = path.join(SNIPPETS, demo, filesOf(name).python)
      if (!existsSync(file))
        continue
      variants[name] = recordVariant(python, file, manifest, variant)
      say(demo, name, variants[name], before?.variants[name])
    }
    mkdirSync(folder, { recursive: true })
    writeFileSync(target, `${JSON.stringify({ demo, by, variants }, null, 2)}\n`)
  }
}
