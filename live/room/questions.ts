import type { Asked } from '../state/registers'

/** Questions of one device that wait, and the time between two, in milliseconds. */
const MOST_OF_DEVICE = 5
const BETWEEN = 10_000
/** Questions that wait, and that were let through. */
const MOST_WAITING = 200
const MOST_RELEASED = 100

interface Waiting {
  id: string
  text: string
  device: string
}

/** What the audience asks: it waits until the speaker lets it through. */
export class Questions {
  private waitingQuestions: readonly Waiting[] = []
  private readonly lastOf = new Map<string, number>()
  /** Who wants a question to be answered, by its id. */
  private readonly upvotes = new Map<string, Set<string>>()
  private number = 0

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What waits for the speaker, the oldest first. */
  get waiting(): readonly { id: string, text: string }[] {
    return this.waitingQuestions
  }

  /** @returns whether it was taken: not from a device that asks too much */
  ask(device: string, text: string): boolean {
    const now = this.now()
    const own = this.waitingQuestions.filter(each => each.device === device)
    const last = this.lastOf.get(device)
    if (this.waitingQuestions.length >= MOST_WAITING || own.length >= MOST_OF_DEVICE || (last !== undefined && now - last < BETWEEN))
      return false
    this.lastOf.set(device, now)
    this.waitingQuestions = [...this.waitingQuestions, { id: `question-${++this.number}`, text, device }]
    return true
  }

  /** Lets a question through: the released ones with it. */
  release(id: string, released: readonly Asked[]): readonly Asked[] {
    const found = this.waitingQuestions.find(each => each.id === id)
    if (!found || released.length >= MOST_RELEASED)
      return released
    this.drop(id)
    // Numbers begin anew with each load of the page, and those of the last one may still be there.
    const fresh = released.some(each => each.id === id) ? `${id}-${released.length}` : id
    return [...released, { id: fresh, text: found.text, votes: 0 }]
  }

  /** Forgets a question that waits. */
  drop(id: string) {
    this.waitingQuestions = this.waitingQuestions.filter(each => each.id !== id)
  }

  /** Counts a device's wish, once: the released ones as they are then. */
  upvote(device: string, id: string, on: boolean, released: readonly Asked[]): readonly Asked[] {
    if (!released.some(each => each.id === id))
      return released
    const devices = this.upvotes.get(id) ?? new Set<string>()
    this.upvotes.set(id, devices)
    if (on)
      devices.add(device)
    else
      devices.delete(device)
    return released.map(each => each.id === id ? { ...each, votes: devices.size } : each)
  }
}
