/** How many of something somebody may have: so many at once, and so many a second. */
export interface Allowance {
  burst: number
  perSecond: number
}

interface Left {
  count: number
  /** When it was counted, in milliseconds. */
  at: number
}

/** Names that are remembered; a flood of new ones costs no more memory. */
const MOST_NAMES = 10_000

/** A token bucket for each of many names. */
export class AllowanceByName {
  private readonly left = new Map<string, Left>()

  constructor(private readonly allowance: Allowance, private readonly now: () => number = () => performance.now()) {}

  /** Takes one, if there is one left. */
  take(name: string): boolean {
    const { burst, perSecond } = this.allowance
    const now = this.now()
    const { count, at } = this.left.get(name) ?? { count: burst, at: now }
    const left = Math.min(burst, count + (now - at) / 1000 * perSecond)
    this.left.delete(name)
    this.left.set(name, { count: left >= 1 ? left - 1 : left, at: now })
    const [oldest] = this.left.keys()
    if (this.left.size > MOST_NAMES && oldest !== undefined)
      this.left.delete(oldest)
    return left >= 1
  }
}
