/** The lock that a condition's wait takes again at its end: both are one step. */
let regained: { lock: number, subject: number } | undefined

/** The wait that follows ends by taking this lock again. */
export function regains(lock: number, subject: number): void {
  regained = { lock, subject }
}

/** What the wait that begins takes again at its end. */
export function takeRegained(): { lock: number, subject: number } | undefined {
  const taken = regained
  regained = undefined
  return taken
}
