import { expect, test } from '@playwright/test'
import { inspect, MAIN_PATH } from './inspect'

const SLIDE = (content: string): string => `<div class="slide" style="position: relative; width: 980px; height: 551px; font: 22px sans-serif">${content}</div>`

test.describe('the look at a slide finds', () => {
  for (const [what, content, complaint] of [
    ['body text that is too small', '<p style="font-size: 21px">a small sentence</p>', '“a small sentence” (p) is 21.0 px, a body needs 22'],
    ['code that is too small', '<pre style="font-size: 17px">x = 1</pre>', '“x = 1” (pre) is 17.0 px, a code needs 18'],
    ['a label that is too small', '<p class="label" style="font-size: 15px">source</p>', '“source” (p.label) is 15.0 px, a label needs 16'],
    ['a label that a drawing scales down', '<svg width="200" height="100" viewBox="0 0 400 200"><text y="50" font-size="20">axis</text></svg>', '“axis” (text) is 10.0 px, a label needs 16'],
    ['code of which a slide shows a part only', '<pre class="slidev-code" style="width: 90px; overflow: auto">a = some_long_line_of_code()</pre>', 'pre.slidev-code shows only a part of “a = some_long_line_of_code()”'],
    ['text that reaches out of the slide', '<p style="position: absolute; left: 940px; white-space: nowrap">out of here</p>', '“out of here” (p) reaches out of the slide'],
    ['text that is cut off at its side', '<div class="foot" style="width: 90px; overflow: hidden; white-space: nowrap">a long source line</div>', 'div.foot cuts off “a long source line” at its side'],
    ['text that is cut off at its end', '<div class="box" style="height: 30px; overflow: hidden">one<br>two<br>three</div>', 'div.box cuts off “onetwothree” at its end'],
  ] as const) {
    test(what, async ({ page }) => {
      await page.setContent(SLIDE(content))
      expect(await inspect(page.locator('.slide'), MAIN_PATH)).toContain(complaint)
    })
  }

  test('nothing in text that scrolls, that is hidden from the eye, or that fits', async ({ page }) => {
    await page.setContent(SLIDE('<p>fits</p><div style="overflow: auto; width: 100px; height: 30px; white-space: nowrap">a long line<br>and another one</div><p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); font-size: 9px">for screen readers</p><p style="opacity: 0; font-size: 9px">not yet</p>'))
    expect(await inspect(page.locator('.slide'), MAIN_PATH)).toEqual([])
  })
})
