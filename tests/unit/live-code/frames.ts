import { vi } from 'vitest'

/** Frames that come when a test asks for them, and a clock that stands still, so that none is too full on a busy machine. */
export function stubFrames(options: { hidden?: boolean } = {}) {
  vi.useFakeTimers({ toFake: ['performance'] })
  let callbacks = new Map<number, () => void>()
  let last = 0
  vi.stubGlobal('document', { hidden: options.hidden ?? false })
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    callbacks.set(++last, callback)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => callbacks.delete(id))
  return {
    /** How many have been asked for. */
    get wanted() {
      return callbacks.size
    },
    /** Shows one frame. */
    next() {
      const due = callbacks
      callbacks = new Map()
      for (const callback of due.values())
        callback()
    },
    /** Shows frames until none is requested; returns how many. */
    all(most = 10_000): number {
      let count = 0
      while (callbacks.size > 0 && count < most) {
        this.next()
        count++
      }
      return count
    },
  }
}
