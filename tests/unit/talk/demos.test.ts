import type { Demo, Variant } from '../../../live/content/manifest'
import type { Recording } from '../../../live/content/recording'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../../live/content/manifest'
import { modelOf } from '../../../live/recordings/transcript'

const manifests = import.meta.glob<Demo>('../../../snippets/*/manifest.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../../../snippets/*/*.ts', '../../../snippets/*/*.py'], { eager: true, import: 'default', query: '?raw' })
const recordings = import.meta.glob<Recording>('../../../snippets/*/recordings/*.json', { eager: true, import: 'default' })

/** Longest snippet that a slide shows without scrolling for long. */
const MAX_LINES = 30
/** The loop is as long as its name says, and a few lines of a program that uses it. */
const LONGER: Readonly<Record<string, number>> = { 'back-pressure': 32, 'event-loop-in-40-lines': 45, 'fib-server': 36 }

/** Names under which a twin would be imported in place of a module that it, or one that it imports, needs. */
const STANDARD_MODULES = new Set(['asyncio', 'code', 'queue', 'random', 'select', 'signal', 'socket', 'string', 'threading', 'time', 'types'])

function sourceOf(demo: string, file: string): string | undefined {
  return sources[`../../../snippets/${demo}/${file}`]
}

/** Python names of the functions in a file; of camelCase, too. */
function functionNames(source: string): string[] {
  return [...source.matchAll(/(?:\bfunction\*? |\bdef )(\w+)/g)].map(match => (match[1] ?? '').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`))
}

/** Each demo, with those of its variants that have a program in TypeScript, a twin, or both. */
const demos = Object.entries(manifests).map(([path, manifest]) => {
  const variants = Object.entries<Variant>(manifest.variants)
  return {
    demo: path.split('/').at(-2) ?? '',
    manifest,
    variants,
    programs: variants.filter(([, { typescript }]) => typescript !== false).map(([name]) => filesOf(name).typescript),
    twins: variants.filter(([, { twinNote }]) => twinNote === undefined).map(([name]) => filesOf(name).python),
  }
})

it('there are demos', () => {
  expect(demos.length).toBeGreaterThan(0)
})

describe.each(demos)('$demo', ({ demo, manifest, variants, programs, twins }) => {
  it.each([...programs, ...twins])('%s is there, and fits on a slide', (file) => {
    const source = sourceOf(demo, file)
    expect(source).toBeDefined()
    expect(source!.trimEnd().split('\n').length).toBeLessThanOrEqual(LONGER[demo] ?? MAX_LINES)
  })

  const pairs = variants.map(([name]) => filesOf(name)).filter(({ typescript, python }) => programs.includes(typescript) && sourceOf(demo, python) !== undefined)

  it('has a variant in both languages, unless it says of each why not', () => {
    const explained = variants.filter(([, { typescript, twinNote }]) => typescript === false || twinNote !== undefined)
    expect(pairs.length + explained.length).toBeGreaterThanOrEqual(variants.length)
  })

  it.each(pairs)('$typescript and its twin have the same functions in the same order', ({ typescript, python }) => {
    const ours = functionNames(sourceOf(demo, typescript)!)
    expect(ours).toContain('main')
    expect(functionNames(sourceOf(demo, python)!)).toEqual(ours)
  })

  it('no twin hides a module of the standard library', () => {
    expect(twins.filter(file => STANDARD_MODULES.has(file.replace(/\.py$/, '')))).toEqual([])
  })

  it('its bars speak of its variants, and of figures that it reads', () => {
    const figures = new Set(['wall', 'memory', 'peakThreads', 'gilSwitches', ...Object.keys(manifest.figures ?? {})])
    const spoken = [...(manifest.agree ?? []), ...(manifest.bars ?? []).flatMap(bar => typeof bar.figure === 'string' ? [bar.figure] : bar.figure.ratio)]
    for (const figure of spoken) {
      const [variant = '', name = ''] = figure.split('.')
      expect(variants.map(([known]) => known)).toContain(variant)
      expect(figures).toContain(name)
    }
  })

  it('its recordings have every variant that has a twin, and say where they come from', () => {
    const own = Object.values(recordings).filter(recording => recording.demo === demo)
    expect(own.length).toBeGreaterThan(0)
    for (const { by, variants: recorded } of own) {
      expect(by).toMatchObject({ version: expect.any(String), gil: expect.any(Boolean), cores: expect.any(Number), date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
      const mode = by.gil ? 'gil' : 'free'
      const wanted = variants.filter(([, variant]) => by.runtime === 'CPython' || (variant.typescript !== false && (variant.modes ?? manifest.modes).includes(mode)))
      expect(Object.keys(recorded)).toEqual(wanted.map(([name]) => name))
    }
  })

  it.each(programs.length > 0 ? manifest.modes : [])('the deck has recorded it in mode %s, with a run that can be shown again', (mode) => {
    const own = recordings[`../../../snippets/${demo}/recordings/deck-${mode}.json`]
    expect(own, `npm run record -- --only deck --demo ${demo}`).toBeDefined()
    const recorded = Object.values(own!.variants)
    expect(recorded).not.toEqual([])
    for (const { told } of recorded) {
      const model = modelOf(told!)
      expect(model.ordered()[0]?.name).toBe('MainThread')
      expect(model.finished).toBe(true)
    }
  })
})
