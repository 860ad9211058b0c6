import { expect, it } from 'vitest'
import { allowNoWakeLock } from '../../../live/before/wake-lock'

/** Whether the page reports a rejection as an error of its own. */
function reports(reason: unknown): boolean {
  const page = new EventTarget()
  allowNoWakeLock(page)
  return page.dispatchEvent(Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason }))
}

it('a screen that may not be kept on is no error of the page', () => {
  expect(reports(new DOMException('Wake Lock permission request denied', 'NotAllowedError'))).toBe(false)
  expect(reports(new DOMException('Failed to execute \'request\' on \'WakeLock\': The requesting page is not visible', 'NotAllowedError'))).toBe(false)
})

it('what else is refused, or goes wrong, still is one', () => {
  expect(reports(new DOMException('Write permission denied', 'NotAllowedError'))).toBe(true)
  expect(reports(new Error('wake lock'))).toBe(true)
})
