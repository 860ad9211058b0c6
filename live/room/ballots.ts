/** Devices whose votes count in one poll; more than that come from a script, not from an audience. */
const MOST_DEVICES = 20_000

/** The votes of a talk's polls, in memory only. */
export class Ballots {
  private readonly votes = new Map<string, Map<string, number>>()

  /**
   * Counts a vote; a device's second vote replaces its first.
   *
   * @param poll the poll's id
   * @param device a random name of the device
   * @param choice index of the choice, from 0
   * @returns how many devices have voted
   */
  vote(poll: string, device: string, choice: number): number {
    const votes = this.votes.get(poll) ?? new Map<string, number>()
    this.votes.set(poll, votes)
    if (votes.size < MOST_DEVICES || votes.has(device))
      votes.set(device, choice)
    return votes.size
  }

  /** How many devices have voted. */
  votesOf(poll: string): number {
    return this.votes.get(poll)?.size ?? 0
  }

  /** How many devices have chosen each of the choices. */
  countsOf(poll: string, choices: number): number[] {
    const counts = Array.from<number>({ length: choices }).fill(0)
    for (const choice of this.votes.get(poll)?.values() ?? [])
      counts[choice]! += 1
    return counts
  }
}
