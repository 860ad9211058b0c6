/** Resets a worker before it serves another Controlled run: each starts from the same state. */
const resets: (() => void)[] = []

/** Registers a function to call before each run but the first. */
export function onFreshRun(reset: () => void): void {
  resets.push(reset)
}

/** Resets all state that modules keep to what it was before any program ran. */
export function forgetRun(): void {
  for (const reset of resets)
    reset()
}
