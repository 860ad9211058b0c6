import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../../live/side-by-side/verdict'

const first = { title: 'one by one', seconds: 2 }

describe('the verdict of a comparison', () => {
  it('names the fastest of the others by its factor, and says of the rest how they did', () => {
    expect(verdictOf(first, [{ title: 'threads', seconds: 2.05 }, { title: 'processes', seconds: 1.05 }])).toEqual({
      value: 'processes: 1.9 ×',
      says: 'as fast as one by one; threads: as slow as one by one',
    })
  })

  it('is a whole number where it is large, and less than one where nothing was faster', () => {
    expect(verdictOf(first, [{ title: 'asyncio', seconds: 0.1 }])).toEqual({ value: 'asyncio: 20 ×', says: 'as fast as one by one' })
    expect(verdictOf(first, [{ title: 'threads', seconds: 2.5 }]).value).toBe('threads: 0.8 ×')
  })
})
