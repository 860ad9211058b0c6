import type { Locator, Page } from '@playwright/test'
import type { TalkSlide } from '../../../scripts/notes/slides.mjs'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { openSlide } from '../sites/fixtures'

/** A block of live code in sight, as a person meets it. */
export class LiveBlock {
  readonly root: Locator
  readonly editor: Locator
  readonly output: Locator
  readonly problems: Locator

  /**
   * @param page where it is
   * @param demo its name
   * @param root its element. @default the one on the slide in sight
   */
  constructor(readonly page: Page, demo: string, root?: Locator) {
    this.root = root ?? page.locator('.live-code:visible').and(page.getByRole('group', { name: `Live code: ${demo}` }))
    this.editor = this.root.locator('.monaco-editor').first()
    this.output = this.root.getByRole('log', { name: 'Output' })
    this.problems = this.root.getByRole('list', { name: 'Problems' }).getByRole('listitem')
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  tab(name: string | RegExp): Locator {
    return this.root.getByRole('tab', { name })
  }

  /** A line of the code at rest, counted from 1. */
  line(line: number): Locator {
    return this.root.locator('.live-line').nth(line - 1)
  }

  /** Opens the editor by a press on a line of the code, and waits until it has the focus. */
  async edit(line = 1) {
    await this.line(line).click()
    // The first editor of a page waits for Monaco.
    await expect(this.root.locator('.live-code-pane')).toHaveClass(/editing/)
    await expect(this.editor).toHaveClass(/focused/)
  }

  /** Leaves the editor as a person does, and waits until the deck has its keys back. */
  async leave() {
    await this.page.keyboard.press('Escape')
    await expect(this.editor).not.toHaveClass(/focused/)
    // The editor reports its blur, which returns the keys to the deck, in a later task than it shows it.
    await this.page.evaluate(() => new Promise(done => setTimeout(() => setTimeout(done, 20))))
  }

  /** Puts a whole program into the editor, without the help that the editor gives while a person types. */
  async write(source: string) {
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('Delete')
    // Else a line that was there before could pass for the last one of the new text.
    await expect(this.editor.locator('.view-lines')).toHaveText('')
    await this.paste(source)
    // The editor takes a paste in when it gets to it.
    const last = source.trimEnd().split('\n').at(-1)!
    await expect(this.editor.locator('.view-line').filter({ hasText: last.trim() }).last()).toBeVisible()
  }

  /** Puts text where the cursor is, in one piece as a paste does: else each line would be indented once more. */
  private async paste(text: string) {
    // Firefox heeds no clipboard but its own, and fills that after a key was pressed; Chromium would ask the person.
    if (this.page.context().browser()?.browserType().name() === 'firefox') {
      await this.page.evaluate(text => navigator.clipboard.writeText(text), text)
      await this.page.keyboard.press('ControlOrMeta+V')
      return
    }
    await this.page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, text)
  }

  /** Waits until the run is over. */
  async ended(outcome: 'finished' | 'failed' | 'stopped' | 'crashed') {
    await expect(this.root.locator('.live-status')).toHaveAttribute('data-status', outcome)
  }
}

let talk: Promise<TalkSlide[]> | undefined

/** Number of the first slide with a demo's live block. */
export async function slideWith(demo: string): Promise<number> {
  const slide = (await (talk ??= talkSlides())).find(({ content }) => content.includes(`<LiveCode demo="${demo}"`))
  if (!slide)
    throw new Error(`no slide has <LiveCode demo="${demo}">`)
  return slide.no
}

/** Opens the slide with a demo's live block. */
export async function openLive(page: Page, url: string, demo: string): Promise<LiveBlock> {
  await openSlide(page, url, await slideWith(demo))
  const block = new LiveBlock(page, demo)
  // The dev site hands out the modules of a slide when it is asked for them.
  await expect(block.root).toBeVisible({ timeout: 120_000 })
  return block
}

/**
 * Sees that the deck has its keys: one of them turns slides. The deck is on the slide `here` afterwards, as before.
 */
export async function expectKeysTurnSlides(page: Page, here: number): Promise<void> {
  expect(slideNumber(page)).toBe(here)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => slideNumber(page)).toBeGreaterThan(here)
  await page.evaluate(no => location.hash = `/${no}`, here)
  await expect(page.locator(`.slidev-page-${here}`).first()).toBeVisible()
}

/** Number of the slide that is shown. */
export function slideNumber(page: Page): number {
  return Number(new URL(page.url()).hash.match(/^#\/(\d+)/)?.[1] ?? 1)
}
