/** Records the variants in the deck's own runtime, in a headless browser. */
import type { RunOptions } from '../../engine/protocol/run'
import type { Demo, Mode, Variant } from '../../live/content/manifest'
import type { Provenance, RecordedRun, RecordedVariant, Recording, Transcript } from '../../live/content/recording'
import type { SnippetRunner } from '../snippet/browser'
import type { NamedDemo } from './demos'
import type { Progress } from './progress'
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { printed } from '../../engine/insight'
import { readFigures } from '../../live/content/figures'
import { filesOf } from '../../live/content/manifest'
import { sizeFor } from '../../live/content/sized'
import { platformName, repetitions, SNIPPETS, today } from './demos'

/** In seconds. */
const LIMIT = 60
/** More detail is invisible, on paper as well as on a slide. */
const KEEP = { lanes: 120, stretches: 1000 }

/** The provenance of recordings by the deck's runtime in one mode. */
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
 * Runs all variants of a demo in turn, again and again, so that a disturbance affects all of them alike. Before that each
 * runs once to warm up the browser's compiler, as on stage after the rehearsal.
 *
 * @param runs how many times to run each
 */
export async function recordDeck(runner: SnippetRunner, by: Provenance, entry: NamedDemo, mode: Mode, runs: number, progress: Progress): Promise<Recording> {
  const { demo, manifest } = entry
  const environment = await sizedEnvironment(runner, entry)
  const all = new Map<string, Transcript[]>(deckVariants(entry, mode).map(name => [name, []]))
  for (let round = -1; round < runs; round++) {
    for (const [name, transcripts] of all) {
      const [first] = transcripts
      if (round >= repetitions(runs, first && runOf(manifest, first))) {
        progress.skip()
        continue
      }
      progress.step(`${demo}/${name}, ${mode === 'gil' ? 'GIL' : 'free-threaded'}${round < 0 ? ', warm-up' : ''}`)
      const transcript = await transcribe(runner, entry, name, { mode, environment })
      if (round >= 0)
        transcripts.push(transcript)
    }
  }
  return { demo, by, variants: Object.fromEntries([...all].map(([name, transcripts]) => [name, recorded(manifest, transcripts)])) }
}

/** The environment that fits the demo's workload to this machine, as its blocks on slides find it. */
async function sizedEnvironment(runner: SnippetRunner, entry: NamedDemo): Promise<RunOptions['environment']> {
  const { sized } = entry.manifest
  const of = (size: number) => ({ [sized!.variable]: String(size) })
  const size = sized && await sizeFor(sized, async (size) => {
    const { lines } = await transcribe(runner, entry, sized.variant, { mode: 'gil', environment: of(size) })
    return readFigures(entry.manifest, lines.map(({ text }) => text).join('\n')).seconds
  })
  return size === undefined ? undefined : of(size)
}

async function transcribe(runner: SnippetRunner, { demo, manifest }: NamedDemo, name: string, { mode, environment }: RunOptions & { mode: Mode }): Promise<Transcript> {
  const variant: Variant = manifest.variants[name]!
  const file = filesOf(name).typescript
  const source = fs.readFileSync(path.join(SNIPPETS, demo, file), 'utf8')
  const transcript = await runner.transcribe(file, source, { mode, environment, threads: variant.threads ?? manifest.threads, debug: variant.debug, timeout: LIMIT, keep: KEEP })
  const wanted = variant.fails ? variant.fails.kind === 'deadlock' ? 'deadlock' : 'failed' : 'finished'
  if (outcomeOf(transcript) !== wanted)
    throw new Error(`${demo}/${name} (${mode}) ended as ${outcomeOf(transcript)}, not as ${wanted}: ${transcript.problems.map(({ message }) => message).join('; ')}`)
  return transcript
}

function recorded(manifest: Demo, transcripts: readonly Transcript[]): RecordedVariant {
  const middle = [...transcripts].sort((a, b) => a.summary.wall - b.summary.wall)[transcripts.length >> 1]!
  const errors = textOf(middle, 'stderr')
  return { runs: transcripts.map(transcript => runOf(manifest, transcript)), output: textOf(middle, 'stdout'), ...(errors && { errors }), told: middle }
}

function runOf(manifest: Demo, transcript: Transcript): RecordedRun {
  const { wall, peakThreads, gilSwitches } = transcript.summary
  const text = textOf(transcript, 'stdout') + textOf(transcript, 'stderr') + transcript.problems.map(({ message }) => `${message}\n`).join('')
  return { outcome: outcomeOf(transcript), wall: Math.round(wall * 10) / 10_000, figures: { ...readFigures(manifest, text), peakThreads, gilSwitches } }
}

/** A program with an error in a thread or task has failed, even if main ended well. */
function outcomeOf({ summary, deadlock, problems }: Transcript): RecordedRun['outcome'] {
  if (deadlock)
    return 'deadlock'
  return summary.outcome === 'finished' && !problems.some(({ severity }) => severity === 'error') ? 'finished' : 'failed'
}

function textOf({ lines }: Transcript, stream: 'stdout' | 'stderr'): string {
  return printed(lines).filter(line => line.stream === stream).map(line => `${line.text}\n`).join('')
}
