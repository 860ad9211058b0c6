import type { Recording } from '../../live/content/recording'
import type { TakeRuns } from './bars'

const recordings = import.meta.glob<Recording>('../../snippets/*/recordings/cpython-*.json', { eager: true, import: 'default' })

/** A demo's recordings by CPython with the GIL. */
export function recordingsOf(demo: string): Recording[] {
  return Object.values(recordings).filter(recording => recording.demo === demo && recording.by.gil)
}

/** The runs that were recorded, as bars take them. */
export function recordedRuns({ variants }: Recording): TakeRuns {
  return async variant => (variants[variant]?.runs ?? []).map(({ wall, figures }) => ({ ...figures, wall }))
}
