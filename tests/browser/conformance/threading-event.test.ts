import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import { Event } from 'threading'
import * as shared from 'shared'
import * as time from 'time'
const event = new Event()
const passed = shared.int(0)
`

describe('threading.Event', () => {
  promise('it is not set at first; set and clear change that', `${heading}
export function main() {
  assertEqual(event.isSet(), false)
  event.set()
  event.set()
  assertEqual(event.isSet(), true)
  event.clear()
  event.clear()
  assertEqual(event.isSet(), false)
}`)

  promise('set wakes all threads that wait, and later ones do not wait', `${heading}
function work() {
  assertEqual(event.wait(), true)
  assertEqual(event.wait(), true)
  bump(passed)
}
export function main() {
  const threads = startThreads(5, work)
  time.sleep(0.05)
  assertEqual(passed.value, 0)
  event.set()
  joinThreads(threads)
  assertEqual(event.wait(), true)
}`)

  promise('wait with a timeout returns false when the flag is not set in time', `${heading}
export function main() {
  assertEqual(event.wait({ timeout: 0 }), false)
  const seconds = elapsed(() => assertEqual(event.wait({ timeout: 0.2 }), false))
  assertTrue(seconds >= 0.19 && seconds < 30, String(seconds))
  event.set()
  assertEqual(event.wait({ timeout: 10 }), true)
}`)

  promise('a thread that waits goes on even if the flag is cleared at once', `${heading}
function work() {
  bump(passed)
  assertEqual(event.wait({ timeout: 10 }), true)
}
export function main() {
  const threads = startThreads(1, work)
  waitUntil(() => passed.value === 1)
  time.sleep(0.05)
  event.set()
  event.clear()
  joinThreads(threads)
  assertEqual(event.isSet(), false)
}`)

  promise('it is shown as set or unset', `${heading}
export function main() {
  assertTrue(/^<threading\\.Event at 0x[0-9a-f]+: unset>$/.test(String(event)), String(event))
  event.set()
  assertTrue(/^<threading\\.Event at 0x[0-9a-f]+: set>$/.test(String(event)), String(event))
}`)
})
