import type { ScheduledRun } from '../../../engine/protocol/schedule'
import { expect } from 'vitest'
import { scheduleOf } from '../../../engine/explore/shortest'
import { readSchedule, scheduleText } from '../../../engine/protocol/schedule-text'
import { decodeLink, encodeLink } from '../../../live/demos/link'
import { runSchedules } from './run-schedules'

/**
 * Replays a run by its schedule, as it is and after it went through a link, and compares each step.
 *
 * @param source of the program
 * @param run the run
 * @param times how often
 */
export async function replayed(source: string, run: ScheduledRun, times: number): Promise<void> {
  const link = await decodeLink((await encodeLink({ file: 'a/b.ts', mode: 'free', text: source, schedule: scheduleText(scheduleOf(run)) }))!)
  if (!('code' in link))
    throw new Error(link.problem)
  const schedule = readSchedule(link.code.schedule!)!
  expect(schedule).toEqual(scheduleOf(run))
  const runs = await runSchedules(link.code.text, ...Array.from({ length: times }, () => ({ schedule, maxSteps: 2000 })))
  expect(runs).toHaveLength(times)
  for (const again of runs)
    expect(again).toEqual(run)
}
