import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MAX_STEPS } from '../../../engine/protocol/baton-layout'
import { readSchedule, scheduleText } from '../../../engine/protocol/schedule-text'

it('a schedule is short as text, and the same when it is read', () => {
  expect(scheduleText([0, 0, 0, 1, 1, 2])).toBe('0x3 1x2 2')
  expect(scheduleText([])).toBe('')
  fc.assert(fc.property(fc.array(fc.nat(1023), { maxLength: 300 }), (schedule) => {
    expect(readSchedule(scheduleText(schedule))).toEqual(schedule)
  }))
})

it.each(['1 two', '1x', 'x2', '-1', '1x0', '1.5', '1024', `0x${MAX_STEPS + 1}`, `0x${MAX_STEPS} 1`, '0 '.repeat(60_000), '1,2'])('%.20s is no schedule', (text) => {
  expect(readSchedule(text)).toBeUndefined()
})
