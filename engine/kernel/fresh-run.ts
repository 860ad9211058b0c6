/** What a worker forgets before it serves another Controlled run: each begins from the same state. */
const resets: (() => void)[] = []

/** Has something called before each run but the first. */
export function onFreshRun(reset: () => void): void {
  resets.push(reset)
}

/** Puts all that modules keep back to where it was before any program ran. */
export function forgetRun(): void {
  for (const reset of resets)
    reset()
}
