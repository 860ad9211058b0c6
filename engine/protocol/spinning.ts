import type { Operation, ThreadNumber } from './schedule'

/** How many times a loop may read the same values before it counts as waiting, if the thread's own variables are unknown. */
const ROUNDS = 3

/** Longer rounds are not detected. */
const MAX_READS = 300

interface Read {
  readonly place: string
  readonly objects: readonly string[]
  /** The number of writes that each of the objects had seen. */
  readonly version: string
  readonly locals: string | undefined
}

/**
 * Detects threads that spin: loops whose rounds only read shared values that no thread writes. Such a thread counts as
 * waiting, so that a scheduled run ends; it goes on as soon as another thread writes one of the values.
 *
 * An executor reports each step to `ran`, and asks `waitsFor` whether a thread's next operation starts such a round again.
 * Then the pending operation is not enabled, and touches all of these objects (`also`), until it is done. If no other
 * thread can go on, spinning threads go on all the same: a loop may count its rounds.
 */
export class Spinning {
  private readonly writes = new Map<string, number>()
  private readonly reads = new Map<ThreadNumber, Read[]>()
  private readonly waited = new Map<ThreadNumber, readonly string[]>()

  /**
   * @param thread
   * @param operation the thread's last operation
   * @param locals the thread's own variables before it, if known, as a text that is equal for equal states: then one
   * round without a change is enough
   */
  ran(thread: ThreadNumber, operation: Operation, locals?: string): void {
    const objects = objectsOf(operation)
    this.waited.delete(thread)
    if (!readsOnly(operation)) {
      for (const object of objects)
        this.writes.set(object, (this.writes.get(object) ?? 0) + 1)
      this.reads.delete(thread)
      return
    }
    const read = { place: placeOf(operation), objects, version: this.version(objects), locals }
    const reads = this.reads.get(thread)
    if (!reads)
      this.reads.set(thread, [read])
    else if (reads.push(read) > MAX_READS)
      reads.shift()
  }

  /** If the thread spins, the objects of which one must be written before its round can end differently. */
  waitsFor(thread: ThreadNumber, next: Operation, locals?: string): readonly string[] | undefined {
    const reads = this.reads.get(thread)
    if (!reads || !readsOnly(next))
      return undefined
    const place = placeOf(next)
    const rounds = locals === undefined ? ROUNDS : 1
    const last = reads.findLastIndex(read => read.place === place)
    const length = reads.length - last
    const first = reads.length - rounds * length
    if (last < 0 || first < 0 || (locals !== undefined && reads[last]!.locals !== locals))
      return undefined
    for (let i = first; i < reads.length; i++) {
      const read = reads[i]!
      const previous = reads[i - length]
      if (read.version !== this.version(read.objects) || (i >= first + length && read.place !== previous!.place))
        return undefined
    }
    const objects = new Set(reads.slice(last).flatMap(read => read.objects))
    if (objects.size === 0)
      return undefined
    this.waited.set(thread, [...objects])
    return [...objects]
  }

  /** The objects that a thread has waited for since its last operation: its next one touches all of them, even if it no longer waits. */
  hasWaitedFor(thread: ThreadNumber): readonly string[] | undefined {
    return this.waited.get(thread)
  }

  private version(objects: readonly string[]): string {
    return objects.map(object => this.writes.get(object) ?? 0).join()
  }
}

function objectsOf({ object, also }: Operation): readonly string[] {
  return object === undefined ? also ?? [] : [object, ...also ?? []]
}

function readsOnly({ kind }: Operation): boolean {
  return kind === 'read' || kind === 'checkpoint'
}

function placeOf({ line, object, task }: Operation): string {
  return `${line} ${object} ${task}`
}
