import type { GenericSchema } from 'valibot'
import { useLocalStorage } from '@vueuse/core'
import * as v from 'valibot'
import { refuse } from '../page/refused'
import { splitRecord, takeShared } from './shared-names'

/**
 * A record that the browser keeps across visits. Malformed entries are dropped one by one.
 *
 * @param key its name in the browser's storage
 * @param shape of each entry's value
 * @param isOwn whether an entry belongs to this deck; called for entries that an earlier version saved under a name shared
 * by all decks of one host
 */
export function keptRecord<Value>(key: string, shape: GenericSchema<Value>, isOwn: (name: string) => boolean) {
  const kept = useLocalStorage<Record<string, Value>>(key, {}, {
    writeDefaults: false,
    serializer: { read: text => readRecord(text, shape), write: record => JSON.stringify(record) },
  })
  const shared = takeShared(key, text => splitRecord(text, isOwn))
  if (shared)
    kept.value = { ...readRecord(shared, shape), ...kept.value }
  return kept
}

/** Reads the valid entries of a record; never throws. */
export function readRecord<Value>(text: string, shape: GenericSchema<Value>): Record<string, Value> {
  const entries: [string, Value][] = []
  for (const [name, value] of Object.entries(parsed(text))) {
    const read = v.safeParse(shape, value)
    if (read.success)
      entries.push([name, read.output])
    else
      refuse('storage')
  }
  return Object.fromEntries(entries)
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value
  }
  catch {
    // Dropped as what is no record.
  }
  refuse('storage')
  return {}
}
