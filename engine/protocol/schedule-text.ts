/** Schedules as short text, for links and for what a slide says: `0x3 1x2 2` is 0, 0, 0, 1, 1, 2. */
import type { Schedule } from './schedule'
import { MAX_RUN_THREADS, MAX_STEPS } from './baton-layout'

/** Letters of the longest text: each choice may stand alone, with its space. */
const MOST_LETTERS = 5 * MAX_STEPS

/** Writes a schedule as text. */
export function scheduleText(schedule: Schedule): string {
  const stretches: string[] = []
  for (let from = 0; from < schedule.length;) {
    let to = from + 1
    while (schedule[to] === schedule[from])
      to++
    stretches.push(to - from === 1 ? `${schedule[from]}` : `${schedule[from]}x${to - from}`)
    from = to
  }
  return stretches.join(' ')
}

/**
 * Reads a schedule.
 *
 * @returns `undefined` for text that is none, or one with more choices than a run can have steps
 */
export function readSchedule(text: string): Schedule | undefined {
  if (text.length > MOST_LETTERS)
    return undefined
  const schedule: number[] = []
  for (const stretch of text.trim() === '' ? [] : text.trim().split(/\s+/)) {
    const parts = /^(\d{1,4})(?:x(\d{1,5}))?$/.exec(stretch)
    if (!parts)
      return undefined
    const [thread, times] = [Number(parts[1]), Number(parts[2] ?? 1)]
    if (thread >= MAX_RUN_THREADS || times === 0 || schedule.length + times > MAX_STEPS)
      return undefined
    for (let i = 0; i < times; i++)
      schedule.push(thread)
  }
  return schedule
}
