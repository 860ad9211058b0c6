/** Hooks of the standard modules for the start and the end of threads: a worker may run one after the other. */
const atBegin: (() => void)[] = []
const atEnd: (() => void)[] = []

/** Registers a function to call in each thread but main before it starts. */
export function onThreadBegin(callback: () => void): void {
  atBegin.push(callback)
}

/** Registers a function to call in each thread at its end, unless the run is being stopped. */
export function onThreadEnd(callback: () => void): void {
  atEnd.push(callback)
}

/** Called before a thread runs its target. */
export function threadBegins(): void {
  for (const callback of atBegin)
    callback()
}

/** Called after a thread has run its target. */
export function threadEnds(): void {
  for (const callback of atEnd)
    callback()
}
