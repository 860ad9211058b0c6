/** What the standard modules do when a thread ends; the worker may run another one after it. */
const callbacks: (() => void)[] = []

/** Calls something at the end of each thread, in its name, unless the run is being stopped. */
export function onThreadEnd(callback: () => void): void {
  callbacks.push(callback)
}

/** The thread has run its target. */
export function threadEnds(): void {
  for (const callback of callbacks)
    callback()
}
