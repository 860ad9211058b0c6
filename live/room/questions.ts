import type { Asked } from '../state/registers'

/** Most waiting questions from one device, and the least time between two, in milliseconds. */
const MOST_OF_DEVICE = 5
const BETWEEN = 10_000
/** Most waiting questions, and most released ones. */
const MOST_WAITING = 200
const MOST_RELEASED = 100

interface Waiting {
  id: string
  text: string
  device: string
}

/** The audience's questions, which wait until the speaker releases them. */
export class Questions {
  private waitingQuestions: readonly Waiting[] = []
  private readonly lastOf = new Map<string, number>()
  /** The devices that have upvoted a question, by its id. */
  private readonly upvotes = new Map<string, Set<string>>()
  private number = 0

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The waiting questions, the oldest first. */
  get waiting(): readonly { id: string, text: string }[] {
    return this.waitingQuestions
  }

  /**
   * Adds a question.
   *
   * @returns `false` when the device asks too much, or too many questions are waiting
   */
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

  /**
   * Releases a question.
   *
   * @returns the released questions, with this one
   */
  release(id: string, released: readonly Asked[]): readonly Asked[] {
    const found = this.waitingQuestions.find(each => each.id === id)
    if (!found || released.length >= MOST_RELEASED)
      return released
    this.drop(id)
    // Numbers restart with each load of the page, and questions of the last one may still be there.
    const fresh = released.some(each => each.id === id) ? `${id}-${released.length}` : id
    return [...released, { id: fresh, text: found.text, votes: 0 }]
  }

  /** Dismisses a waiting question. */
  drop(id: string) {
    this.waitingQuestions = this.waitingQuestions.filter(each => each.id !== id)
  }

  /**
   * Counts a device's upvote, once.
   *
   * @returns the released questions, with their new counts
   */
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
