/** A limit: so many at once, and so many a second. */
export interface Allowance {
  burst: number
  perSecond: number
}

interface Left {
  count: number
  /** When that was, in milliseconds. */
  at: number
}

/** Most names that are remembered, so that a flood of new ones costs no memory. */
const MOST_NAMES = 10_000

/** A token bucket for each name. */
export class AllowanceByName {
  private readonly left = new Map<string, Left>()

  constructor(private readonly allowance: Allowance, private readonly now: () => number = () => performance.now()) {}

  /** Takes a token. @returns whether there was one left */
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
