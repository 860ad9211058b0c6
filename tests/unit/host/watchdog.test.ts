import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHECK_INTERVAL_MS, startWatchdog, Watchdog } from '../../../engine/host/watchdog'

/** Checks a watchdog at each of these times; gives the first one at which it is over. */
function firstAlarm(watchdog: Watchdog, times: Iterable<number>, hears: (now: number) => boolean = () => false): number | undefined {
  for (const now of times) {
    if (hears(now))
      watchdog.feed()
    if (watchdog.check(now))
      return now
  }
  return undefined
}

function* every(step: number, to: number, from = 0): Generator<number> {
  for (let now = from; now <= to; now += step)
    yield now
}

describe('a watchdog', () => {
  it('raises the alarm after its limit of silence', () => {
    expect(firstAlarm(new Watchdog(10_000, 'restart'), every(1000, 60_000))).toBe(10_000)
  })

  it('raises none while something is heard once within the limit', () => {
    expect(firstAlarm(new Watchdog(10_000, 'restart'), every(1000, 3_600_000), now => now % 9000 === 0)).toBeUndefined()
  })

  it('counts from what was heard last', () => {
    expect(firstAlarm(new Watchdog(10_000, 'restart'), every(1000, 60_000), now => now === 7000)).toBe(16_000)
  })

  it.each([
    ['a machine that slept for an hour', [...every(1000, 9000), 3_609_000, 3_610_000, 3_611_000]],
    ['a debugger that stopped the page for 30 s', [...every(1000, 5000), 35_000, 36_000, 37_000]],
    ['a hidden tab whose timers come once a minute', [...every(60_000, 3_600_000)]],
    ['a page too busy to be on time', [...every(2500, 600_000)]],
  ])('does not hold against what it watches the silence of %s', (_, times) => {
    expect(firstAlarm(new Watchdog(10_000, 'restart'), times)).toBeUndefined()
  })

  it('counts in full again once the page is on time', () => {
    expect(firstAlarm(new Watchdog(10_000, 'restart'), [...every(1000, 9000), ...every(1000, 200_000, 100_000)])).toBe(110_000)
  })

  it('counts a stall as one interval where the silence has to end, however often the page stalls', () => {
    expect(firstAlarm(new Watchdog(5000, 'continue'), every(2500, 600_000))).toBe(12_500)
    expect(firstAlarm(new Watchdog(5000, 'continue'), [0, 1000, 3_600_000])).toBeUndefined()
  })
})

describe('a watchdog that is being checked', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('raises the alarm once', () => {
    const onSilence = vi.fn()
    const onCheck = vi.fn()
    startWatchdog(new Watchdog(10_000, 'restart'), onSilence, onCheck)
    vi.advanceTimersByTime(60_000)
    expect(onSilence).toHaveBeenCalledOnce()
    expect(onCheck).toHaveBeenCalledTimes(10)
  })

  it('raises none once it is stopped', () => {
    const onSilence = vi.fn()
    const running = startWatchdog(new Watchdog(10_000, 'restart'), onSilence)
    vi.advanceTimersByTime(10_000 - CHECK_INTERVAL_MS)
    running.stop()
    vi.advanceTimersByTime(60_000)
    expect(onSilence).not.toHaveBeenCalled()
  })
})
