import { expect, it, vi } from 'vitest'
import { typedAhead } from '../../../live/editor/typed-ahead'

/** Presses a key; gives whether it went on to the deck. */
function press(keys: EventTarget, key: string, more: Partial<KeyboardEvent> = {}): boolean {
  return keys.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ...more }))
}

it('what is typed while the editor loads is kept for it, and turns no slides', () => {
  const keys = new EventTarget()
  const end = typedAhead(keys, () => {})
  expect(['a', ' ', 'x', 'Backspace', 'b', 'Enter', 'n'].map(key => press(keys, key))).not.toContain(true)
  expect(end()).toBe('a b\nn')
})

it('keys that write nothing go on to the deck, and so do chords', () => {
  const keys = new EventTarget()
  const end = typedAhead(keys, () => {})
  expect(press(keys, 'PageDown')).toBe(true)
  expect(press(keys, 'ArrowRight')).toBe(true)
  expect(press(keys, '.', { ctrlKey: true })).toBe(true)
  expect(end()).toBe('')
})

it('escape gives the editor up, and afterwards all keys are the deck’s again', () => {
  const keys = new EventTarget()
  const leave = vi.fn()
  const end = typedAhead(keys, leave)
  press(keys, 'Escape')
  expect(leave).toHaveBeenCalledOnce()
  end()
  expect(press(keys, 'n')).toBe(true)
})
