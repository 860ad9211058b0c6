import type { Entry, Replica } from './replica'
import type { Stamp } from './stamp'
import { isFleeting } from './registers'

const KEY = 'live-code:stage'
/** How long changes are collected before they are written, in milliseconds. */
const DELAY = 200

interface Kept {
  epoch: Stamp | undefined
  entries: Entry[]
}

/**
 * Keeps a replica in the browser's storage. Several windows write the same place: they have the same state, and what
 * one of them has not heard of yet it will write soon.
 */
export function keepOverReloads<Registers extends object>(replica: Replica<Registers>) {
  // Node, where the unit tests run, has no page to come back to.
  if (typeof localStorage === 'undefined')
    return
  const kept = read()
  if (kept?.epoch)
    replica.clear(kept.epoch)
  replica.merge(kept?.entries ?? [])

  let timer = 0
  const write = () => {
    clearTimeout(timer)
    timer = 0
    const { epoch, entries } = replica.all()
    try {
      localStorage.setItem(KEY, JSON.stringify({ epoch, entries: entries.filter(({ key, value }) => value !== undefined && !isFleeting(key)) } satisfies Kept))
    }
    catch (error) {
      console.warn('What was edited can\'t be kept over a reload:', error)
    }
  }
  const later = () => {
    timer ||= window.setTimeout(write, DELAY)
  }
  replica.subscribe({ set: later, cleared: write, merged: later })
  addEventListener('pagehide', () => timer && write())
}

function read(): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | undefined ?? undefined
  }
  catch {
    return undefined
  }
}
