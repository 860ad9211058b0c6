import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandOf, KEYS } from '../../../live/keys/commands'
import { pathCommandOf } from '../../../live/keys/path-keys'

function press(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more } as KeyboardEvent
}

describe('the keys of the stage', () => {
  it('are none of the deck\'s own', () => {
    const slidev = readFileSync('node_modules/@slidev/client/setup/shortcuts.ts', 'utf8')
    const own = slidev.match(/const \{ (escape.*) \} = magicKeys/)![1]!.match(/\w+|`/g)!.filter(key => key !== 'backtick')
    expect(own).toEqual(expect.arrayContaining(['space', 'left', 'd', 'g', 'o', '`']))
    expect(KEYS.map(({ key }) => key).filter(key => own.includes(key) || key === 'f')).toEqual([])
  })

  it('are all different, with and without Shift', () => {
    expect(new Set(KEYS.map(({ key }) => key)).size).toBe(KEYS.length)
    expect(new Set(KEYS.map(({ code, shift = false }) => `${code} ${shift}`)).size).toBe(KEYS.length)
  })

  it('are text in the editor, and keys with Alt, whatever letter Alt makes of them', () => {
    expect(commandOf(press('n', { code: 'KeyN' }), true)).toBeUndefined()
    expect(commandOf(press('~', { code: 'KeyN', altKey: true }), true)).toBe('next-step')
    expect(commandOf(press('n', { code: 'KeyN' }), false)).toBe('next-step')
    expect(commandOf(press('n', { code: 'KeyN', altKey: true }), false)).toBeUndefined()
  })

  it('run and stop with Control or Command, everywhere', () => {
    for (const writing of [true, false]) {
      expect(commandOf(press('Enter', { ctrlKey: true }), writing)).toBe('run')
      expect(commandOf(press('Enter', { metaKey: true, shiftKey: true }), writing)).toBe('stop')
      expect(commandOf(press('.', { ctrlKey: true }), writing)).toBe('stop')
      expect(commandOf(press('n', { code: 'KeyN', ctrlKey: true }), writing)).toBeUndefined()
    }
  })

  it('are not letters of an input method', () => {
    expect(commandOf(press('n', { code: 'KeyN', isComposing: true }), false)).toBeUndefined()
  })

  it('blank the screen by b and by the full stop that a clicker sends, where no text is typed', () => {
    expect(commandOf(press('b'), false)).toBe('blank')
    expect(commandOf(press('.', { code: 'Period' }), false)).toBe('blank')
    expect(commandOf(press('.', { code: 'Period' }), true)).toBeUndefined()
    expect(commandOf(press('b', { code: 'KeyB' }), true)).toBeUndefined()
  })

  it('turn slides by Page Down and Page Up alone, and by Shift with an arrow lead to optional slides and back', () => {
    expect(pathCommandOf(press('PageDown'), true)).toBe('next')
    expect(pathCommandOf(press('PageUp'), true)).toBe('previous')
    expect(pathCommandOf(press('ArrowDown', { shiftKey: true }), false)).toBe('down')
    expect(pathCommandOf(press('ArrowUp', { shiftKey: true }), false)).toBe('up')
    // Slidev has the arrows, the browser has its tabs, and a selection grows by pages.
    expect(pathCommandOf(press('ArrowDown', { shiftKey: true }), true)).toBeUndefined()
    for (const other of [press('ArrowDown'), press('PageDown', { ctrlKey: true }), press('PageDown', { shiftKey: true }), press('PageUp', { altKey: true })])
      expect(pathCommandOf(other, false)).toBeUndefined()
  })
})
