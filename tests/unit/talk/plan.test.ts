import { describe, expect, it } from 'vitest'
import { typingSeconds } from '../../../live/demos/typing'
import { PACE } from '../../../scripts/notes/pace'
import { plannedMinutes, planOf } from '../../../scripts/notes/plan'

const BLOCK = '<LiveCode demo="hello-threads" variant="threads" steps />'

async function planned(note: string, content = '') {
  return planOf({ note, content })
}

describe('what a slide takes', () => {
  it('is its words at the pace of the table, and the key that brings it', async () => {
    expect(await planned(`${'word '.repeat(65)}– … “word”, 3 words.`)).toMatchObject({ words: 68 * 60 / PACE.wordsPerMinute, keys: PACE.key, runs: 0, total: 68 * 60 / PACE.wordsPerMinute + PACE.key })
  })

  it('has no words in what is done, and none in what is for readers', async () => {
    expect(await planned('[ask] One? [click] Two.\n\n[readers]\n\nMany words for readers.')).toMatchObject({ words: 2 * 60 / PACE.wordsPerMinute, keys: 2 * PACE.key, questions: PACE.question })
  })

  it('has a key for each tab that is gone past, for the mode, and for the run', async () => {
    expect(await planned('[run sequential free]', BLOCK)).toMatchObject({ keys: 4 * PACE.key, results: PACE.result })
    expect(await planned('[run threads gil] [run threads gil]', BLOCK)).toMatchObject({ keys: 3 * PACE.key, results: 2 * PACE.result })
  })

  it('has a run’s recorded time, but no less than the least', async () => {
    expect(await planned('[run threads]', BLOCK)).toMatchObject({ runs: PACE.leastRun })
    expect((await planned('[run sequential]', '<LiveCode demo="two-hundred-waits" variant="sequential" />')).runs).toBeGreaterThan(10)
  })

  it('has typing letter by letter, unless it comes at once', async () => {
    const { typing } = await planned('[step]', BLOCK)
    expect(typing).toBeGreaterThan(1)
    expect(await planned('[step at once]', BLOCK)).toMatchObject({ typing: 0, keys: 2 * PACE.key })
    expect(typingSeconds('a', 'a\nb\nc', 'lines')).toBeLessThan(typingSeconds('a', 'a\nbbbbbbbbbb\ncccccccccc', 'letters'))
  })

  it('is refused where a run was never recorded', async () => {
    await expect(planned('[run]', '<LiveCode demo="lost-update" variant="none" />')).rejects.toThrow('lost-update/none was never recorded')
  })

  it('is planned to a tenth of a minute', () => {
    expect([plannedMinutes({ total: 62 }), plannedMinutes({ total: 64 })]).toEqual([1, 1.1])
  })
})
