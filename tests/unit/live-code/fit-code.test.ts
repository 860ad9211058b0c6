import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../../live/content/manifest'
import { fitCode, READABLE } from '../../../live/live-code/recorded/fit-code'
import { liveSlideOf } from '../../../scripts/notes/live-slide'
import { manifestOf } from '../../../scripts/notes/manifest-of'
import { talkSlides } from '../../../scripts/notes/slides.mjs'

/** Lanes of a timeline below code that has the whole width, and the height of each in CSS pixels. */
const MOST_LANES = 3
const ROW = 18
/** What a slide leaves for code above its run and the lanes, and the line that counts those for which there is no room. */
const PAGE = { width: 900, height: 305 }

describe('code on paper', () => {
  it('has its own size in one column where there is room', () => {
    expect(fitCode(['a = 1', 'b = 2'], { width: 500, height: 250 })).toEqual({ columns: 1, size: 18 })
  })

  it('is parted into columns before it gets smaller, and a long line is folded', () => {
    const lines = Array.from({ length: 24 }, (_, n) => `line(${n})`)
    expect(fitCode(lines, { width: 900, height: 300 })).toEqual({ columns: 2, size: 18 })
    const { size } = fitCode([...lines, 'x'.repeat(200)], { width: 900, height: 300 })
    expect(size).toBeGreaterThan(14)
  })

  it('has no room for the next word in a row that a word has filled', () => {
    // 46 letters a row at 18 pixels, two fewer once folded.
    const line = `a = ${'x'.repeat(43)} ${'x'.repeat(43)} + b`
    expect(fitCode([line], { width: 540, height: 4 * 18 * 1.25 }).size).toBe(18)
    expect(fitCode([line], { width: 540, height: 3 * 18 * 1.25 }).size).toBeLessThan(18)
  })

  it('is a little smaller rather than folded', () => {
    const lines = Array.from({ length: 16 }, (_, n) => `const thread${n} = new Thread({ target: work })`)
    const { columns, size } = fitCode(lines, { width: 533, height: 380 })
    expect(columns).toBe(1)
    expect(lines[10]!.length * size * 0.6).toBeLessThan(533)
  })

  it('can be read: the code of every slide, on the whole width of its page', async () => {
    const small: string[] = []
    for (const slide of await talkSlides()) {
      const live = await liveSlideOf(slide, manifestOf)
      if (!live || live.sideBySide)
        continue
      const lanes = Math.min(MOST_LANES, Number(/lanes="(\d)"/.exec(slide.content)?.[1] ?? MOST_LANES))
      const text = fs.readFileSync(path.join('snippets', live.demo, filesOf(live.shown).typescript), 'utf8').trimEnd()
      const { size } = fitCode(text.split('\n'), { width: PAGE.width, height: PAGE.height - lanes * ROW - (lanes === MOST_LANES ? ROW : 0) })
      if (size < READABLE)
        small.push(`slide ${slide.no}, ${live.demo}/${live.shown}: ${size} px`)
    }
    expect(small).toEqual([])
  })
})
