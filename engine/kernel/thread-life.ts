/** What the standard modules do when a thread begins and ends: a worker may run one after the other. */
const atBegin: (() => void)[] = []
const atEnd: (() => void)[] = []

/** Calls something before each thread but the main one begins, in its name. */
export function onThreadBegin(callback: () => void): void {
  atBegin.push(callback)
}

/** Calls something at the end of each thread, in its name, unless the run is being stopped. */
export function onThreadEnd(callback: () => void): void {
  atEnd.push(callback)
}

/** A thread is about to run its target. */
export function threadBegins(): void {
  for (const callback of atBegin)
    callback()
}

/** The thread has run its target. */
export function threadEnds(): void {
  for (const callback of atEnd)
    callback()
}
