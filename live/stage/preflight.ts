import { allDemos, variantsOf } from '../demos/demos'
import { loadEngine } from '../runtime/engine'
import { noteEngineError, support } from '../runtime/engine-support'

/** A condition for a talk. */
export interface Check {
  name: string
  state: 'good' | 'waiting' | 'bad'
  /** Its current state; if it is not well, what to do. */
  says: string
}

/** Whether threads can run on this page at all. */
export function isolationCheck(): Check {
  const now = support.value
  return { name: 'isolated', state: now.supported ? 'good' : 'bad', says: now.supported ? 'threads can run here' : now.reason }
}

/** Whether the first run would start at once. */
export async function engineChecks(): Promise<Check[]> {
  if (!support.value.supported)
    return [{ name: 'engine', state: 'bad', says: 'it can\'t start on this page' }]
  const { useEngine, warmEngine } = await loadEngine()
  // A light that only checked would stay yellow until the first run.
  void warmEngine().catch(noteEngineError)
  const { compiler, workers } = useEngine().readiness
  return [
    { name: 'compiler warm', state: compiler ? 'good' : 'waiting', says: compiler ? 'an edited text is compiled at once' : 'unedited code runs without it; for edits it is being loaded: wait, or reload if this stays' },
    { name: 'pool warm', state: workers > 0 ? 'good' : 'waiting', says: workers > 0 ? 'threads are ready' : 'threads are being made ready: wait, or reload if this stays' },
  ]
}

/** Whether each demo has recorded runs to fall back on. */
export async function recordingCheck(): Promise<Check> {
  const demos = allDemos()
  const { deckRecording } = await import('../recordings/transcript')
  const missing: string[] = []
  for (const demo of demos) {
    for (const variant of variantsOf(demo)) {
      const recorded = await deckRecording(demo, variant.modes[0]).catch(() => undefined)
      if (!recorded?.variants[variant.name]?.told)
        missing.push(variant.file)
    }
  }
  return missing.length === 0
    ? { name: 'recordings', state: 'good', says: `of ${demos.length} demos, if code can't run` }
    : { name: 'recordings', state: 'bad', says: `none of ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}: npm run record` }
}

/** The worst of all states. */
export function worst(checks: readonly Check[]): Check['state'] {
  return (['bad', 'waiting'] as const).find(state => checks.some(check => check.state === state)) ?? 'good'
}
