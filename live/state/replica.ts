import type { Stamp, StampClock } from './stamp'
import { shallowReactive, shallowRef } from 'vue'
import { isLater } from './stamp'

/** A value under its key, and when it was set; `undefined` is a value too: what was there is gone. */
export interface Entry<Key extends string = string, Value = unknown> {
  key: Key
  value: Value | undefined
  stamp: Stamp
}

interface Listener {
  /** Set here, to be told to the others. */
  set: (entry: Entry) => void
  /** Everything was cleared, in this window (`here`) or in another one. */
  cleared: (epoch: Stamp, here: boolean) => void
  /** Another window's values were taken over. */
  merged?: () => void
}

/**
 * A map of values that each window has a copy of. Of two values set for one key the later one counts, so that
 * copies which have heard the same, in whatever order, are the same. Values are plain data, set as a whole and never
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

  /** Listens to what is set here; returns what ends that. */
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

  /** Takes over what another window, or this one before a reload, had; what is older than the own is ignored. */
  merge(entries: Iterable<Entry>) {
    for (const entry of entries) {
      this.clock.see(entry.stamp)
      if (isLater(entry.stamp, this.entries.get(entry.key)?.stamp) && isLater(entry.stamp, this.epoch))
        this.entries.set(entry.key, entry)
    }
    this.listeners.forEach(listener => listener.merged?.())
  }

  /** Forgets what some other window than this set, as this one did before it was reloaded. */
  dropOthers(own: string) {
    for (const [key, { stamp }] of this.entries) {
      if (stamp[1] !== own)
        this.entries.delete(key)
    }
  }

  /** All that was ever set and not cleared. */
  all(): { entries: Entry[], epoch: Stamp | undefined } {
    return { entries: [...this.entries.values()], epoch: this.epoch }
  }

  /**
   * Forgets all values.
   *
   * @param epoch when another window did; what was set before is forgotten, what was set later stays
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
