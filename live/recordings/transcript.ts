import type { Mode } from '../content/manifest'
import type { Recording, Transcript } from '../content/recording'
import { TraceModel, unpackTrace } from '../../engine/insight'

/** Recordings of the deck's own runtime. They contain traces, so each is loaded on demand. */
const FILES = import.meta.glob<Recording>('/snippets/*/recordings/deck-*.json', { import: 'default' })

/**
 * The recording of a demo by the deck's own runtime.
 *
 * @param demo its folder
 * @param mode with or without the GIL
 * @returns `undefined` when there is none
 */
export async function deckRecording(demo: string, mode: Mode): Promise<Recording | undefined> {
  return FILES[`/snippets/${demo}/recordings/deck-${mode}.json`]?.()
}

/** A transcript's trace, read to its end. */
export function modelOf(transcript: Transcript): TraceModel {
  const model = new TraceModel()
  model.feed(unpackTrace(transcript.trace))
  for (const [id, name] of Object.entries(transcript.lanes))
    model.nameLane(Number(id), name)
  for (const [id, name] of Object.entries(transcript.subjects))
    model.nameSubject(Number(id), name)
  model.finish(transcript.summary.wall)
  return model
}
