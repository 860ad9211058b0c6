import type { Demo, Variant } from '../../../snippets/manifest'
import type { Recording } from '../../../snippets/recording'
import { describe, expect, it } from 'vitest'
import { modelOf } from '../../../components/figures/telling'
import { filesOf } from '../../../snippets/manifest'

const manifests = import.meta.glob<Demo>('../../../snippets/*/manifest.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../../../snippets/*/*.ts', '../../../snippets/*/*.py'], { eager: true, import: 'default', query: '?raw' })
const recordings = import.meta.glob<Recording>('../../../snippets/*/recordings/*.json', { eager: true, import: 'default' })

/** Longest snippet that a slide shows without scrolling for long. */
const MAX_LINES = 30
/** The loop is as long as its name says, and a few lines of a program that uses it. */
const LONGER: Readonly<Record<string, number>> = { 'event-loop-in-40-lines': 45, 'fib-server': 36 }

function sourceOf(demo: string, file: string): string | undefined {
  return sources[`../../../snippets/${demo}/${file}`]
}

/** Python names of the functions in a file; of camelCase, too. */
function functionNames(source: string): string[] {
  return [...source.matchAll(/(?:\bfunction\*? |\bdef )(\w+)/g)].map(match => (match[1] ?? '').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`))
}

describe.each(Object.entries(manifests).map(([path, manifest]) => ({ demo: path.split('/').at(-2) ?? '', manifest })))('$demo', ({ demo, manifest }) => {
  const variants = Object.entries(manifest.variants)

  it.each(variants)('variant %s has its file and its twin', (name, variant) => {
    const { typescript, python } = filesOf(name)
    if (variant.typescript !== false)
      expect(sourceOf(demo, typescript)).toBeDefined()
    if (!variant.twinNote)
      expect(sourceOf(demo, python)).toBeDefined()
  })

  it.each(variants)('variant %s and its twin have the same functions in the same order', (name, variant) => {
    const { typescript, python } = filesOf(name)
    const [ours, twin] = [sourceOf(demo, typescript), sourceOf(demo, python)]
    if (variant.typescript !== false && ours && twin)
      expect(functionNames(ours)).toEqual(functionNames(twin))
  })

  it.each(variants)('variant %s fits on a slide', (name) => {
    for (const file of Object.values(filesOf(name) as unknown as Record<string, string>)) {
      const source = sourceOf(demo, file)
      if (source)
        expect(source.trimEnd().split('\n').length, file).toBeLessThanOrEqual(LONGER[demo] ?? MAX_LINES)
    }
  })

  it('no twin hides a module of the standard library', () => {
    const names = variants.map(([name]) => filesOf(name).python)
    expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:asyncio|queue|threading|time|select|signal|string|random|code)\.py$/)]))
  })

  it('its bars speak of its variants, and of figures that it reads', () => {
    const figures = new Set(['wall', 'memory', 'peakThreads', 'gilSwitches', ...Object.keys(manifest.figures ?? {})])
    const spoken = [...(manifest.agree ?? []), ...(manifest.bars ?? []).flatMap(bar => typeof bar.figure === 'string' ? [bar.figure] : bar.figure.ratio)]
    for (const figure of spoken) {
      const [variant = '', name = ''] = figure.split('.')
      expect(Object.keys(manifest.variants)).toContain(variant)
      expect(figures).toContain(name)
    }
  })

  it('its recordings have every variant that has a twin, and say where they come from', () => {
    const own = Object.values(recordings).filter(recording => recording.demo === demo)
    expect(own.length).toBeGreaterThan(0)
    for (const { by, variants: recorded } of own) {
      expect(by).toMatchObject({ version: expect.any(String), gil: expect.any(Boolean), cores: expect.any(Number), date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
      const mode = by.gil ? 'gil' : 'free'
      const wanted = variants.filter(([, variant]: [string, Variant]) => by.runtime === 'CPython' || (variant.typescript !== false && (variant.modes ?? manifest.modes).includes(mode)))
      expect(Object.keys(recorded)).toEqual(wanted.map(([name]) => name))
    }
  })

  it.each(manifest.modes)('the deck has recorded it in mode %s, with a run that can be shown again', (mode) => {
    const own = recordings[`../../../snippets/${demo}/recordings/deck-${mode}.json`]
    expect(own, `npm run record -- --only deck --demo ${demo}`).toBeDefined()
    for (const { told } of Object.values(own!.variants)) {
      const model = modelOf(told!)
      expect(model.ordered()[0]?.name).toBe('MainThread')
      expect(model.finished).toBe(true)
    }
  })
})
