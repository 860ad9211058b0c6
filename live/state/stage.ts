import type { Registers } from './registers'
import { keepOverReloads } from './keep'
import { Replica } from './replica'
import { StampClock } from './stamp'

/** Id of this window, new with each load of the page. */
export const windowId = Math.random().toString(36).slice(2, 10)

/** Stamps of this window. */
export const clock = new StampClock(windowId)

/** The state of the stage, the same in all windows and kept across reloads. */
export const stage = new Replica<Registers>(clock)

keepOverReloads(stage)
