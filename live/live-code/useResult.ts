import type { Demo } from '../content/manifest'
import type { EndedRun, RunResult } from '../content/result'
import type { LiveRun } from '../runs/run'
import type { RecordedRun } from './recorded/useRecorded'
import type { BlockCode } from './useBlockCode'
import { computed } from 'vue'
import { readFigures } from '../content/figures'
import { demoOf } from '../demos/demos'
import { twinsOf } from '../demos/twins'
import { runOf } from '../runs/runs'

/** The facts of a run, live or recorded. */
interface Read {
  variant: string
  mode: EndedRun['mode']
  /** Milliseconds. */
  wall: number
  text: string
}

function endedRun(demo: Demo, { variant, mode, wall, text }: Read, other: EndedRun['other']): EndedRun {
  const figures = readFigures(demo, text)
  return { variant, title: demo.variants[variant]?.title ?? variant, mode, seconds: figures.seconds ?? wall / 1000, figures, text, other }
}

/** @returns `undefined` unless it ran to its end */
function readLive(variant: string, run: LiveRun): Read | undefined {
  const status = run.status.value
  if (status.kind !== 'ended' || (status.summary.outcome !== 'finished' && status.summary.outcome !== 'failed'))
    return undefined
  const { mode, wall } = status.summary
  return { variant, mode, wall, text: [run.log.value.text(), ...run.problems.value.map(({ message }) => message)].join('\n') }
}

/**
 * The result of a block's run, once it is over.
 *
 * @param demo the block's demo
 * @param code what the block shows
 */
export function useResult(demo: string, code: BlockCode) {
  return computed<RunResult | undefined>(() => {
    const manifest = demoOf(demo)
    if (!manifest?.result || !code.variant.value)
      return undefined
    const { name } = code.variant.value
    const language = code.twin.value?.language
    const ended = (variant: string): EndedRun | undefined => {
      const file = language ? twinsOf(demo, variant).find(twin => twin.language === language)?.file : code.variants.value.find(each => each.name === variant)?.file
      const read = file === undefined ? undefined : readLive(variant, runOf(file))
      return read && endedRun(manifest, read, another => inMode(ended(another), read.mode))
    }
    const run = ended(name)
    return run && withTone(manifest, run)
  })
}

function withTone({ result, variants }: Demo, run: EndedRun): RunResult | undefined {
  const read = result?.(run)
  return read && { ...read, tone: read.tone ?? variants[run.variant]?.accent }
}

function inMode(run: EndedRun | undefined, mode: EndedRun['mode']): EndedRun | undefined {
  return run?.mode === mode ? run : undefined
}

/** The result of a recorded run. */
export function recordedResult(demo: string, variant: string, { recording }: Pick<RecordedRun, 'recording'>): RunResult | undefined {
  const manifest = demoOf(demo)
  const ended = (name: string): EndedRun | undefined => {
    const told = recording.variants[name]?.told
    if (!manifest || !told)
      return undefined
    const text = [...told.lines.map(line => line.text), ...told.problems.map(({ message }) => message)].join('\n')
    return endedRun(manifest, { variant: name, mode: told.summary.mode, wall: told.summary.wall, text }, ended)
  }
  const run = ended(variant)
  return run && manifest && withTone(manifest, run)
}
