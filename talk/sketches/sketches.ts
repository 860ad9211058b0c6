import type { Sketch } from './model'
import { gilHandover, gilRelease } from './gil'
import { blockedLoop, oneLoop } from './loops'
import { cooperative, preemptive, synchronous } from './switching'
import { barrier, condition, event, lostWrite, semaphore } from './tools'
import { useC, useDeadline, useMany, useStream, useWaiting, useWindow } from './uses'

/** The drawn timelines, by the name used on slides. */
export const SKETCHES: Readonly<Record<string, Sketch>> = {
  barrier,
  'blocked-loop': blockedLoop,
  condition,
  cooperative,
  event,
  'gil-handover': gilHandover,
  'gil-release': gilRelease,
  'lost-write': lostWrite,
  'one-loop': oneLoop,
  preemptive,
  semaphore,
  synchronous,
  'use-c': useC,
  'use-deadline': useDeadline,
  'use-many': useMany,
  'use-stream': useStream,
  'use-waiting': useWaiting,
  'use-window': useWindow,
}
