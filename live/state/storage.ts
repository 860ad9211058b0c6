/**
 * All that the deck saves in the browser: its names and versions, and how to read what earlier versions saved. All access
 * to storage goes through here.
 */
import type { Entry } from './replica'
import type { Stamp } from './stamp'
import * as v from 'valibot'
import { deckScope } from '../page/address'
import { readEntry, stamp } from './register-shapes'

/** Names in the browser's storage, each in the scope of its deck. */
export const KEPT = {
  /** The state of the stage, edits included. */
  stage: 'live-code:stage',
  /** Progress with exercises. */
  exercises: 'exercises',
  /** Answers to questions. */
  predictions: 'predictions',
  /** The presenter's key of the room. */
  room: 'room',
  /** A guest's random name for the presenter. */
  device: 'room-device',
} as const

/** Where the first edition saved edits, a record by file. */
export const FIRST_EDITS = 'live-code:edits'

/** Name of the database with what runs have shown. */
export function runsDatabase(): string {
  return `live-code ${deckScope()}`
}

/** Version of the stage's state. In the first a block saved only whether it showed Python, in the second which language. */
const VERSION = 2

/** The saved state of the stage; each entry is read separately, so that a broken one costs no other. */
const keptStage = v.object({ version: v.optional(v.number(), 1), epoch: v.optional(stamp), entries: v.array(v.unknown()) })

/** The stage's state, as read from storage. */
export interface KeptStage {
  epoch?: Stamp
  entries: Entry[]
  /** How many malformed entries were left out. */
  refused: number
}

/** The stage's state as text for storage. */
export function writeStage(epoch: Stamp | undefined, entries: readonly Entry[]): string {
  return JSON.stringify({ version: VERSION, epoch, entries })
}

/**
 * Reads the stage's state, whichever version saved it.
 *
 * @throws {Error} when no version could have saved it
 */
export function readStage(text: string): KeptStage {
  const { version, epoch, entries } = v.parse(keptStage, JSON.parse(text))
  const read = entries.map(entry => readEntry(version < VERSION ? upgraded(entry) : entry))
  const known = read.filter(entry => entry !== undefined)
  return { epoch, entries: known, refused: read.length - known.length }
}

const ofPython = v.looseObject({ key: v.pipe(v.string(), v.startsWith('python:')), value: v.optional(v.boolean()) })

/** Converts an entry of the first version to the second. */
function upgraded(entry: unknown): unknown {
  if (!v.is(ofPython, entry))
    return entry
  return { ...entry, key: entry.key.replace('python:', 'language:'), value: entry.value ? 'python' : undefined }
}

/**
 * Reads the edits saved by the first edition, as entries that all newer ones override.
 *
 * @throws {Error} when it is not a record
 */
export function readFirstEdits(text: string): Entry[] {
  const edits = v.parse(v.record(v.string(), v.unknown()), JSON.parse(text))
  return Object.entries(edits).flatMap(([file, value]) => readEntry({ key: `text:${file}`, value, stamp: [1, 'first edition'] }) ?? [])
}
