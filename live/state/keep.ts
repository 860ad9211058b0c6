import type { Replica } from './replica'
import { refuse } from '../page/refused'
import { keepsEdits } from './keeps-edits'
import { isFleeting } from './registers'
import { KEPT, readStage, writeStage } from './storage'

/** How long changes are collected before they are written, in milliseconds. */
const DELAY = 200

/**
 * Saves a replica in the browser's storage. Several windows write to the same place: they have the same state, and a value
 * that one of them has not received yet will be written soon.
 *
 * @param storage undefined in Node, where the unit tests run: there is no page to come back to
 */
export function keepOverReloads<Registers extends object>(replica: Replica<Registers>, storage: Storage | undefined = globalThis.window?.localStorage) {
  if (!storage)
    return
  keepsEdits.value = isLasting(storage)
  restore(replica, storage)

  let timer = 0
  const write = () => {
    clearTimeout(timer)
    timer = 0
    const { epoch, entries } = replica.all()
    try {
      storage.setItem(KEPT.stage, writeStage(epoch, entries.filter(({ key, value }) => value !== undefined && !isFleeting(key))))
      keepsEdits.value = isLasting(storage)
    }
    catch (error) {
      keepsEdits.value = false
      console.warn('What was edited can\'t be kept over a reload:', error)
    }
  }
  const later = () => {
    timer ||= window.setTimeout(write, DELAY)
  }
  replica.subscribe({ set: later, cleared: write, merged: later })
  addEventListener('pagehide', () => timer && write())
}

/** Whether it is the browser's own storage; where that is denied, the page has one in memory instead. */
function isLasting(storage: Storage): boolean {
  return Object.prototype.toString.call(storage) === '[object Storage]'
}

/** Restores what was saved. Malformed entries are dropped; unreadable text is removed. */
function restore<Registers extends object>(replica: Replica<Registers>, storage: Storage) {
  try {
    const text = storage.getItem(KEPT.stage)
    if (text === null)
      return
    const { epoch, entries, refused } = readStage(text)
    if (epoch)
      replica.clear(epoch)
    replica.merge(entries)
    for (let i = 0; i < refused; i++)
      refuse('storage')
  }
  catch (error) {
    refuse('storage')
    console.warn('What was kept from the last visit can\'t be read, and is dropped:', error)
    try {
      storage.removeItem(KEPT.stage)
    }
    catch {
      // The next edit overwrites it, or there is no storage at all.
    }
  }
}
