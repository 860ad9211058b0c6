import { describe, expect, it } from 'vitest'
import { waysFrom } from '../../../live/slidev/main-path'

/** Slides by a letter each: `m` on the main path, `o` optional. */
function deck(letters: string) {
  return Array.from(letters, (letter, index) => ({ no: index + 1, optional: letter === 'o' }))
}

describe('the main path', () => {
  it('leads past optional slides, on and back', () => {
    const slides = deck('mmoom')
    expect(waysFrom(slides, 2)).toEqual({ next: 5, previous: 1, down: 3, optional: [3, 4] })
    expect(waysFrom(slides, 5)).toEqual({ next: undefined, previous: 2, down: undefined, optional: [] })
  })

  it('is joined again from an optional slide, whose siblings hang below', () => {
    const slides = deck('mmoom')
    expect(waysFrom(slides, 3)).toEqual({ next: 5, previous: 2, down: 4, optional: [3, 4] })
    expect(waysFrom(slides, 4)).toEqual({ next: 5, previous: 2, down: undefined, optional: [3, 4] })
  })

  it('ends with the last main slide, under which an appendix hangs', () => {
    expect(waysFrom(deck('mmoo'), 2)).toMatchObject({ next: undefined, down: 3 })
    expect(waysFrom(deck('mmoo'), 4)).toMatchObject({ next: undefined, previous: 2 })
  })

  it('is the whole deck where no slide is optional, and leads nowhere from a slide that there is not', () => {
    expect(waysFrom(deck('mmm'), 2)).toEqual({ next: 3, previous: 1, down: undefined, optional: [] })
    expect(waysFrom(deck('mmm'), -1)).toEqual({ next: undefined, previous: undefined, down: undefined, optional: [] })
  })
})
