import type { Mode } from '../content/manifest'
import type { Recording, Telling } from '../content/recording'
import { TraceModel, unpackTrace } from '../../engine/insight'

/** Recordings of the deck's own runtime. They hold traces, so that each is loaded when it is asked for. */
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

/** The trace of a told run, read to its end. */
export function modelOf(told: Telling): TraceModel {
  const model = new TraceModel()
  model.feed(unpackTrace(told.trace))
  for (const [id, name] of Object.entries(told.lanes))
    model.nameLane(Number(id), name)
  for (const [id, name] of Object.entries(told.subjects))
    model.nameSubject(Number(id), name)
  model.finish(told.summary.wall)
  return model
}
