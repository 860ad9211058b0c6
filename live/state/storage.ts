/**
 * All that the deck keeps in the browser: under which names, in which version, and how what an earlier version kept is
 * read. Whoever keeps something asks here.
 */
import type { Entry } from './replica'
import type { Stamp } from './stamp'
import * as v from 'valibot'
import { deckScope } from '../page/deck-scope'
import { readEntry, stamp } from './register-shapes'

/** Names in the browser's storage, each in the scope of its deck. */
export const KEPT = {
  /** The state of the stage, edits included. */
  stage: 'live-code:stage',
  /** How far exercises have come. */
  exercises: 'exercises',
  /** Answers to questions. */
  predictions: 'predictions',
  /** The presenter's key of the room. */
  room: 'room',
  /** A guest's random name for the presenter. */
  device: 'room-device',
} as const

/** Where the first edition kept edits, a record by their files. */
export const FIRST_EDITS = 'live-code:edits'

/** Name of the database that holds what runs have shown. */
export function runsDatabase(): string {
  return `live-code ${deckScope()}`
}

/** Of the stage's state. In the first one a block noted only whether it showed Python, in the second which language. */
const VERSION = 2

/** What is kept of the stage; each entry is read by itself, so that a broken one costs no other. */
const keptStage = v.object({ version: v.optional(v.number(), 1), epoch: v.optional(stamp), entries: v.array(v.unknown()) })

/** What was kept of the stage. */
export interface KeptStage {
  epoch?: Stamp
  entries: Entry[]
  /** How many entries are not of their shape, and left out. */
  refused: number
}

/** The text under which the stage's state is kept. */
export function writeStage(epoch: Stamp | undefined, entries: readonly Entry[]): string {
  return JSON.stringify({ version: VERSION, epoch, entries })
}

/**
 * Reads the stage's state, whichever version stored it.
 *
 * @throws {Error} when it is nothing that one could have
 */
export function readStage(text: string): KeptStage {
  const { version, epoch, entries } = v.parse(keptStage, JSON.parse(text))
  const read = entries.map(entry => readEntry(version < VERSION ? upgraded(entry) : entry))
  const known = read.filter(entry => entry !== undefined)
  return { epoch, entries: known, refused: read.length - known.length }
}

const ofPython = v.looseObject({ key: v.pipe(v.string(), v.startsWith('python:')), value: v.optional(v.boolean()) })

/** An entry of the first version as one of the second. */
function upgraded(entry: unknown): unknown {
  if (!v.is(ofPython, entry))
    return entry
  return { ...entry, key: entry.key.replace('python:', 'language:'), value: entry.value ? 'python' : undefined }
}

/**
 * Reads the edits that the first edition has kept, as entries that give way to all newer ones.
 *
 * @throws {Error} when it is no record
 */
export function readFirstEdits(text: string): Entry[] {
  const edits = v.parse(v.record(v.string(), v.unknown()), JSON.parse(text))
  return Object.entries(edits).flatMap(([file, value]) => readEntry({ key: `text:${file}`, value, stamp: [1, 'first edition'] }) ?? [])
}
