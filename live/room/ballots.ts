/** Devices whose vote counts in one poll; more are a script's, not an audience's. */
const MOST_DEVICES = 20_000

/** The votes of a talk's polls, in memory only. */
export class Ballots {
  private readonly votes = new Map<string, Map<string, number>>()

  /**
   * Takes a vote; a second one of a device takes the place of its first.
   *
   * @param poll its id
   * @param device a random name of the device
   * @param choice its number, from 0
   * @returns how many have voted
   */
  vote(poll: string, device: string, choice: number): number {
    const votes = this.votes.get(poll) ?? new Map<string, number>()
    this.votes.set(poll, votes)
    if (votes.size < MOST_DEVICES || votes.has(device))
      votes.set(device, choice)
    return votes.size
  }

  /** How many have voted. */
  votesOf(poll: string): number {
    return this.votes.get(poll)?.size ?? 0
  }

  /** How many have chosen each of so many choices. */
  countsOf(poll: string, choices: number): number[] {
    const counts = Array.from<number>({ length: choices }).fill(0)
    for (const choice of this.votes.get(poll)?.values() ?? [])
      counts[choice]! += 1
    return counts
  }
}
