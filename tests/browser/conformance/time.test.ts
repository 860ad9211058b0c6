import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import { ValueError } from 'builtins'
import * as shared from 'shared'
import * as sys from 'sys'
import * as time from 'time'
const noted = shared.array(2)
`

describe('time', () => {
  promise('sleep suspends the thread for that long at least', `${heading}
export function main() {
  const seconds = elapsed(() => time.sleep(0.15))
  assertTrue(seconds >= 0.149 && seconds < 30, String(seconds))
  assertTrue(elapsed(() => time.sleep(0)) < 30)
}`)

  promise('threads sleep at the same time', `${heading}
import { Barrier } from 'threading'
const together = new Barrier(11)
function nap() {
  together.wait()
  time.sleep(1)
}
export function main() {
  const threads = startThreads(10, nap)
  together.wait()
  const seconds = elapsed(() => joinThreads(threads))
  assertTrue(seconds < 10, String(seconds))
}`)

  promise('sleep refuses what is no time', `${heading}
export function main() {
  assertRaises(ValueError, () => time.sleep(-1), 'sleep length must be non-negative')
  assertRaises(ValueError, () => time.sleep(NaN), 'Invalid value NaN (not a number)')
  assertRaises(TypeError, () => time.sleep('1' as never))
}`)

  promise('perfCounter and monotonic only go forward, and are the same clocks in all threads', `${heading}
function note() {
  noted[0] = time.perfCounter()
  noted[1] = time.monotonic()
}
export function main() {
  const [perf, mono] = [time.perfCounter(), time.monotonic()]
  joinThreads(startThreads(1, note))
  assertTrue(perf <= noted[0]! && noted[0]! <= time.perfCounter())
  assertTrue(mono <= noted[1]! && noted[1]! <= time.monotonic())
  let last = 0
  for (let i = 0; i < 1000; i++) {
    const now = time.perfCounter()
    assertTrue(now >= last)
    last = now
  }
}`)

  promise('time counts seconds since 1970', `${heading}
export function main() {
  // The two clocks of a browser need not agree to the millisecond.
  const before = Date.now() / 1000 - 1
  const now = time.time()
  assertTrue(before <= now && now <= Date.now() / 1000 + 1)
}`)
})

describe('sys', () => {
  promise('the switch interval that is set holds for all threads', `${heading}
function look() {
  noted[0] = sys.getswitchinterval()
}
export function main() {
  assertEqual(sys.getswitchinterval(), 0.005)
  sys.setswitchinterval(0.02)
  joinThreads(startThreads(1, look))
  assertEqual(noted[0]!, 0.02)
  assertEqual(sys.isGilEnabled(), sys._isGilEnabled())
  assertRaises(ValueError, () => sys.setswitchinterval(-1), 'switch interval must be strictly positive')
}`)
})
