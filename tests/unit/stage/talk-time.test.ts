import { describe, expect, it } from 'vitest'
import { clockWords, PAUSE, talkTime } from '../../../live/stage/talk-time'

const slides = [
  { section: 'Opening', minutes: 1 },
  { section: 'Threads', minutes: 2 },
  { section: 'Threads', minutes: 0 },
  { section: 'Threads', minutes: 3 },
  { section: 'asyncio', minutes: 4 },
]
const minute = 60_000

describe('the talk\'s clock', () => {
  it('adds up what each section took and what was planned, also when one is gone back to', () => {
    const visits = [{ section: 'Opening', at: 0 }, { section: 'Threads', at: 2 * minute }, { section: 'Opening', at: 3 * minute }, { section: 'Threads', at: 4 * minute }]
    const { used, planned, sections } = talkTime(slides, visits, 1, 6 * minute)
    expect([used, planned]).toEqual([6, 10])
    expect(sections).toEqual([
      { name: 'Opening', planned: 1, used: 3 },
      { name: 'Threads', planned: 5, used: 3 },
      { name: 'asyncio', planned: 4, used: 0 },
    ])
  })

  it('is late after its slide\'s time, early before it, and neither within', () => {
    const at = (now: number) => talkTime(slides, [{ section: 'Opening', at: 0 }], 3, now * minute).late
    expect([at(2), at(3), at(5), at(6), at(8)]).toEqual([-1, 0, 0, 0, 2])
  })

  it('stands still during a pause, and knows what is left', () => {
    const visits = [{ section: 'Opening', at: 0 }, { section: PAUSE, at: 2 * minute }, { section: 'Threads', at: 5 * minute }]
    expect(talkTime(slides, visits.slice(0, 2), 1, 4 * minute)).toMatchObject({ used: 2, left: 8 })
    expect(talkTime(slides, visits, 1, 6 * minute)).toMatchObject({ used: 3, left: 7 })
    expect(talkTime(slides, visits, 1, 20 * minute).left).toBe(-7)
  })

  it('stands still before the talk begins', () => {
    expect(talkTime(slides, [], 3, 100)).toMatchObject({ used: 0, late: 0 })
  })

  it('shows minutes as clocks do', () => {
    expect([clockWords(0), clockWords(1.5), clockWords(-0.25), clockWords(61)]).toEqual(['0:00', '1:30', '0:15', '61:00'])
  })
})
