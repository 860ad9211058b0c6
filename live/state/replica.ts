import type { Stamp, StampClock } from './stamp'
import { shallowReactive, shallowRef } from 'vue'
import { isLater } from './stamp'

/** A value under its key, and when it was set; `undefined` is a value too: the key was removed. */
export interface Entry<Key extends string = string, Value = unknown> {
  key: Key
  value: Value | undefined
  stamp: Stamp
}

interface Listener {
  /** An entry was set here; the others need it. */
  set: (entry: Entry) => void
  /** Everything was cleared, in this window (`here`) or in another one. */
  cleared: (epoch: Stamp, here: boolean) => void
  /** Another window's entries were merged. */
  merged?: () => void
}

/**
 * A map of values that each window has a copy of: last-writer-wins registers. The later of two values set for one key wins,
 * so copies that have received the same entries, in any order, are equal. Values are plain data, set as a whole and never
 * changed in place; reading one is reactive.
 *
 * @template Registers the type of each key's value
 */
export class Replica<Registers extends object> {
  private readonly entries = shallowReactive(new Map<string, Entry>())
  private epoch: Stamp | undefined
  /** Whether nothing can be set here: this window only watches. */
  readonly locked = shallowRef(false)
  private readonly listeners = new Set<Listener>()

  constructor(private readonly clock: StampClock) {}

  /** Subscribes to values set here; returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get<Key extends keyof Registers & string>(key: Key): Registers[Key] | undefined {
    return this.entries.get(key)?.value as Registers[Key] | undefined
  }

  set<Key extends keyof Registers & string>(key: Key, value: Registers[Key] | undefined) {
    if (this.locked.value)
      return
    const known = this.entries.get(key)?.value
    if (known === value || (typeof known === 'object' && JSON.stringify(known) === JSON.stringify(value)))
      return
    const entry: Entry = { key, value, stamp: this.clock.next() }
    this.entries.set(key, entry)
    for (const listener of this.listeners)
      listener.set(entry)
  }

  /** Merges entries of another window, or of this one before a reload; older ones are ignored. */
  merge(entries: Iterable<Entry>) {
    for (const entry of entries) {
      this.clock.see(entry.stamp)
      if (isLater(entry.stamp, this.entries.get(entry.key)?.stamp) && isLater(entry.stamp, this.epoch))
        this.entries.set(entry.key, entry)
    }
    this.listeners.forEach(listener => listener.merged?.())
  }

  /** Removes entries set by other windows, including this one before it was reloaded. */
  dropOthers(own: string) {
    for (const [key, { stamp }] of this.entries) {
      if (stamp[1] !== own)
        this.entries.delete(key)
    }
  }

  /** All entries that were set and not cleared. */
  all(): { entries: Entry[], epoch: Stamp | undefined } {
    return { entries: [...this.entries.values()], epoch: this.epoch }
  }

  /**
   * Clears all values.
   *
   * @param epoch when another window did so; values set before are removed, later ones stay
   */
  clear(epoch?: Stamp) {
    const since = epoch ?? this.clock.next()
    if (!isLater(since, this.epoch))
      return
    this.clock.see(since)
    this.epoch = since
    for (const [key, { stamp }] of this.entries) {
      if (!isLater(stamp, since))
        this.entries.delete(key)
    }
    this.listeners.forEach(listener => listener.cleared(since, !epoch))
  }
}
