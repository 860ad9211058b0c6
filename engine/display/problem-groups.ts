import type { Problem } from '../protocol/run'

/** The same problem in one or more places of the run. */
export interface ProblemGroup {
  problem: Problem
  /** The threads and tasks in which it occurred. */
  where: string[]
  count: number
}

/**
 * Puts together what differs only in where it occurred: twenty threads that fail in the same way are one thing
 * to read, not twenty.
 */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>()
  for (const problem of problems) {
    const key = JSON.stringify({ ...problem, where: undefined, time: undefined, hint: undefined })
    let group = groups.get(key)
    if (!group)
      groups.set(key, group = { problem, where: [], count: 0 })
    group.count++
    if (problem.where !== undefined && !group.where.includes(problem.where))
      group.where.push(problem.where)
  }
  return [...groups.values()]
}

/** As `Thread-1, Thread-2 and 18 more`. */
export function whereWords(where: readonly string[]): string {
  return where.length <= 3 ? where.join(', ') : `${where.slice(0, 2).join(', ')} and ${where.length - 2} more`
}
