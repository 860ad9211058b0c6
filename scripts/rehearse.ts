import type { Browser } from '@playwright/test'
import type { TalkSlide } from './notes/slides.mjs'
/**
 * `npm run rehearse [-- --main] [-- --no-python] [-- --from N] [-- --to N]`
 *
 * Rehearses the whole talk in a real browser, following the notes: every click, every typed step, every run, in the
 * presenter's window and in the audience's, on the built site, without a network or a server. Prints a row for each slide.
 * On each slide with live code it also runs the Python of its tabs, which the notes don't mention, unless `--no-python` is
 * given. Exit code 0 when all went well. `--main` skips the optional slides' code.
 */
import path from 'node:path'
import process from 'node:process'
import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from './browser.mjs'
import { directivesOf } from './notes/directives.mjs'
import { liveSlideOf } from './notes/live-slide'
import { manifestOf } from './notes/manifest-of'
import { talkSlides } from './notes/slides.mjs'
import { perform } from './rehearse/acts'
import { performTwins } from './rehearse/twins'
import { TalkWindow, until } from './rehearse/window'
import { serveSite } from './server/site'
import { readArguments, runScript, UsageError } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'

/** More clicks than any slide has. */
const MOST_CLICKS = 30

const { values } = readArguments(commands.rehearse, process.argv.slice(2))
const { from = '1' } = values

/** Files of the twins that have been run, each on the first slide with it. */
const twinsDone = new Set<string>()

/** A row of the table. */
interface Row {
  no: number
  title: string
  did: string[]
  /** The number of twins that were run. */
  twins: number
  seconds: number
  troubles: string[]
}

async function rehearseSlide(slide: TalkSlide, presenter: TalkWindow, audience: TalkWindow): Promise<Row> {
  const row: Row = { no: slide.no, title: slide.title.replace(/<[^>]+>/g, ' '), did: [], twins: 0, seconds: 0, troubles: [] }
  const begun = performance.now()
  try {
    await until(`both windows are on slide ${slide.no}`, async () => await presenter.slide() === slide.no && await audience.slide() === slide.no)
    const live = values.main && slide.optional ? undefined : await liveSlideOf(slide, manifestOf)
    if (live) {
      for (const directive of directivesOf(slide.note))
        row.did.push(...await perform(directive, live, presenter, audience))
      if ((await presenter.run()).deadlocked)
        throw new Error('the note doesn\'t stop what hangs: [stop]')
    }
    if (live && !live.sideBySide && values.python) {
      const twins = await performTwins(live, twinsDone, presenter, audience)
      row.twins = twins.length
      if (twins.length > 0)
        row.did.push(`Python ${twins.map(title => `“${title}”`).join(' ')}`)
    }
  }
  catch (error) {
    row.troubles.push(error instanceof Error ? error.message : String(error))
  }
  row.seconds = (performance.now() - begun) / 1000
  row.troubles.push(...presenter.take(), ...audience.take())
  return row
}

/** Goes on to the next slide: click by click along the main path, or down to an optional slide. */
async function goOn(presenter: TalkWindow, row: Row, next: TalkSlide) {
  await presenter.page.keyboard.press('Escape')
  for (let clicks = 1; clicks <= MOST_CLICKS; clicks++) {
    const url = presenter.page.url()
    await presenter.page.keyboard.press(next.optional && await presenter.clicksLeft() === 0 ? 'Shift+ArrowDown' : 'ArrowRight')
    await until('the next click is shown', async () => presenter.page.url() !== url)
    if (await presenter.slide() !== row.no) {
      if (clicks > 1)
        row.did.push(`${clicks - 1} click${clicks > 2 ? 's' : ''}`)
      return
    }
  }
}

async function openTalk(browser: Browser): Promise<[TalkWindow, TalkWindow]> {
  const site = await serveSite({ folder: path.join(import.meta.dirname, '../dist') })
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  context.setDefaultTimeout(90_000)
  const audience = new TalkWindow(await context.newPage(), 'audience')
  await audience.page.goto(site.url)
  await audience.page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
  process.stderr.write('Keeping the deck for offline use …\n')
  await audience.page.getByRole('button', { name: /^Offline/ }).first().click()
  const drawer = audience.page.getByRole('region', { name: 'Offline' })
  const keep = drawer.getByRole('button', { name: 'Make everything available offline' })
  if (await keep.isVisible())
    await keep.click()
  await drawer.getByText('Everything works without a network.').waitFor({ timeout: 300_000 })
  // Not only offline: no server could answer either.
  await site.close()
  audience.take()

  await audience.page.goto(`${site.url}#/${from}`)
  await audience.page.reload()
  const presenter = new TalkWindow(await context.newPage(), 'presenter')
  await presenter.page.goto(`${site.url}#/presenter/${from}`)
  await presenter.page.locator('.slidev-presenter').waitFor()
  return [presenter, audience]
}

async function main(): Promise<number> {
  const slides = (await talkSlides()).filter(({ no }) => no >= Number(from) && no <= Number(values.to ?? no))
  if (slides.length === 0)
    throw new UsageError(`there is no slide from ${from} to ${values.to ?? 'the end'}`)
  const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
  const rows: Row[] = []
  const begun = performance.now()
  try {
    const [presenter, audience] = await openTalk(browser)
    for (const [index, slide] of slides.entries()) {
      const row = await rehearseSlide(slide, presenter, audience)
      rows.push(row)
      const next = slides[index + 1]
      if (next) {
        await goOn(presenter, row, next).catch((error: Error) => {
          row.troubles.push(error.message)
          return presenter.page.evaluate(no => location.hash = `/presenter/${no}`, next.no)
        })
      }
      const ok = row.troubles.length === 0
      console.log([`${row.no}`.padStart(3), row.title.slice(0, 52).padEnd(53), `${row.seconds.toFixed(1)} s`.padStart(7), ok ? ' ok ' : ' NO ', row.did.join(', ')].join(' '))
      row.troubles.forEach(trouble => console.log(`      ${trouble}`))
    }
  }
  finally {
    await browser.close()
  }
  const failed = rows.filter(({ troubles }) => troubles.length > 0).length
  const runs = rows.flatMap(({ did }) => did).filter(what => what.startsWith('run')).length
  const twins = rows.reduce((sum, row) => sum + row.twins, 0)
  console.log(`\n${rows.length} slides, ${runs} runs and ${twins} of Python in two windows without a network: ${failed === 0 ? 'all well' : `${failed} slides not well`}, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  return failed === 0 && rows.length > 0 ? 0 : 1
}

void runScript(main)
