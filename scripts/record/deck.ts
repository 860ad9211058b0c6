/** Records the variants in the deck's own runtime, in a headless browser. */
import type { Demo, Mode, Variant } from '../../live/content/manifest'
import type { Provenance, RecordedRun, RecordedVariant, Recording, Telling } from '../../live/content/recording'
import type { SnippetRunner } from '../snippet/browser'
import type { NamedDemo } from './demos'
import type { Progress } from './progress'
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { printed } from '../../engine/insight'
import { readFigures } from '../../live/content/figures'
import { filesOf } from '../../live/content/manifest'
import { platformName, repetitions, SNIPPETS, today } from './demos'

/** Seconds. */
const LIMIT = 60
/** More than this nobody tells apart, on paper or on a slide. */
const KEEP = { lanes: 120, stretches: 1000 }

/** What the deck's runtime says of itself in one mode. */
export function deckProvenance(runner: SnippetRunner, mode: Mode): Provenance {
  const version = runner.page.context().browser()?.version() ?? ''
  return { runtime: 'deck', version: `Chromium ${version}`, gil: mode === 'gil', cores: availableParallelism(), platform: platformName(), date: today() }
}

/** The variants of a demo that the deck runs in a mode. */
export function deckVariants({ manifest }: NamedDemo, mode: Mode): string[] {
  return Object.entries(manifest.variants)
    .filter(([, { typescript, modes }]) => typescript !== false && (modes ?? manifest.modes).includes(mode))
    .map(([name]) => name)
}

/**
 * Runs all variants of a demo in turn, again and again: what disturbs one of them disturbs the others as well. Before
 * that each runs once for the browser's compiler to warm up, as it does on stage after the rehearsal.
 *
 * @param runs how often each is to run
 */
export async function recordDeck(runner: SnippetRunner, by: Provenance, entry: NamedDemo, mode: Mode, runs: number, progress: Progress): Promise<Recording> {
  const { demo, manifest } = entry
  const all = new Map<string, Telling[]>(deckVariants(entry, mode).map(name => [name, []]))
  for (let round = -1; round < runs; round++) {
    for (const [name, told] of all) {
      const [first] = told
      if (round >= repetitions(runs, first && runOf(manifest, first))) {
        progress.skip()
        continue
      }
      progress.step(`${demo}/${name}, ${mode === 'gil' ? 'GIL' : 'free-threaded'}${round < 0 ? ', warm-up' : ''}`)
      const telling = await tell(runner, demo, manifest, name, mode)
      if (round >= 0)
        told.push(telling)
    }
  }
  return { demo, by, variants: Object.fromEntries([...all].map(([name, told]) => [name, recorded(manifest, told)])) }
}

async function tell(runner: SnippetRunner, demo: string, manifest: Demo, name: string, mode: Mode): Promise<Telling> {
  const variant: Variant = manifest.variants[name]!
  const file = filesOf(name).typescript
  const source = fs.readFileSync(path.join(SNIPPETS, demo, file), 'utf8')
  const telling = await runner.tell(file, source, { mode, threads: variant.threads ?? manifest.threads, debug: variant.debug, timeout: LIMIT, keep: KEEP })
  const wanted = variant.fails ? variant.fails.kind === 'deadlock' ? 'deadlock' : 'failed' : 'finished'
  if (outcomeOf(telling) !== wanted)
    throw new Error(`${demo}/${name} (${mode}) ended as ${outcomeOf(telling)}, not as ${wanted}: ${telling.problems.map(({ message }) => message).join('; ')}`)
  return telling
}

function recorded(manifest: Demo, told: readonly Telling[]): RecordedVariant {
  const middle = [...told].sort((a, b) => a.summary.wall - b.summary.wall)[told.length >> 1]!
  const errors = textOf(middle, 'stderr')
  return { runs: told.map(telling => runOf(manifest, telling)), output: textOf(middle, 'stdout'), ...(errors && { errors }), told: middle }
}

function runOf(manifest: Demo, telling: Telling): RecordedRun {
  const { wall, peakThreads, gilSwitches } = telling.summary
  const text = textOf(telling, 'stdout') + textOf(telling, 'stderr') + telling.problems.map(({ message }) => `${message}\n`).join('')
  return { outcome: outcomeOf(telling), wall: Math.round(wall * 10) / 10_000, figures: { ...readFigures(manifest, text), peakThreads, gilSwitches } }
}

/** A program in which a thread or task raised has failed, though main ended well. */
function outcomeOf({ summary, deadlock, problems }: Telling): RecordedRun['outcome'] {
  if (deadlock)
    return 'deadlock'
  return summary.outcome === 'finished' && !problems.some(({ severity }) => severity === 'error') ? 'finished' : 'failed'
}

function textOf({ lines }: Telling, stream: 'stdout' | 'stderr'): string {
  return printed(lines).filter(line => line.stream === stream).map(line => `${line.text}\n`).join('')
}
