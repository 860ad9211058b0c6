// not committed
import { chromium } from 'playwright-core'
import { browserArguments, findBrowser } from './scripts/browser.mjs'
import { serveSite } from './scripts/server/site.ts'
const site = await serveSite({ folder: 'dist', port: 0 })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArguments() })
const [,, what = 'desk', scheme = 'light', hash = '', ...ys] = process.argv
const phone = what === 'phone'
const context = await browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1360, height: 900 }, colorScheme: scheme as 'light', hasTouch: phone, isMobile: phone, deviceScaleFactor: 1 })
const page = await context.newPage()
page.on('console', m => ['error', 'warning'].includes(m.type()) && console.log(m.type(), m.text().slice(0, 300)))
page.on('pageerror', e => console.log('pageerror', e.message.slice(0, 300)))
await page.goto(`${site.url}#/read${hash}`)
await page.waitForFunction(() => document.querySelectorAll('.reading-frame').length > 60, undefined, { timeout: 60000 })
await page.waitForTimeout(2500)
const h = await page.evaluate(() => document.querySelector('.reading')!.scrollHeight)
const over = await page.evaluate(() => { const r: string[] = []; const w = document.querySelector('.reading')!.clientWidth; for (const e of document.querySelectorAll('.reading-slide *')) { const b = e.getBoundingClientRect(); if (b.width && b.right > w + 1 && !e.closest('.live-rest, svg, .timeline-plot, .live-hidden, pre')) r.push(`${e.closest('article')!.id} ${e.tagName}.${String(e.className).slice(0, 40)} ${Math.round(b.right)}`) } return r.slice(0, 40) })
console.log('height', h, 'overflow', over)
if (hash) { await page.screenshot({ path: `/tmp/h/study-shots/${what}-${scheme}-at.png` }) }
for (const y of ys) {
  const [a] = [Number(y)]
  await page.evaluate(t => document.querySelector('.reading')!.scrollTo(0, t), a)
  await page.waitForTimeout(700)
  await page.screenshot({ path: `/tmp/h/study-shots/${what}-${scheme}-${a}.png` })
}
await browser.close()
await site.close()
