import type { Locator, Page } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { openSlide } from '../sites/fixtures'

/** More clicks than any slide has: Slidev stops at the last one. */
const LAST_CLICK = 999

/** The deck in a page, slide by slide or click by click. */
export class Deck {
  /** What went wrong on the page since the last look. */
  readonly complaints: string[] = []

  private constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error')
        this.complaints.push(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', error => this.complaints.push(`uncaught: ${error.message}`))
  }

  /**
   * Opens the deck in one of its two looks.
   *
   * @param page a new page
   * @param url address of the site
   * @param theme which look
   */
  static async open(page: Page, url: string, theme: 'dark' | 'light'): Promise<Deck> {
    const deck = new Deck(page)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openSlide(page, url)
    await deck.settled()
    return deck
  }

  /** The element of the slide in sight. */
  get slide(): Locator {
    return this.page.locator('.slidev-page:not(.v-leave-active):visible')
  }

  /** Slide and click in sight, as the address has them. */
  get place(): string {
    return new URL(this.page.url()).hash.replace('#/', '')
  }

  /**
   * Visits slides after their last click.
   *
   * @param wanted by the slide's number
   */
  async* slides(wanted: (no: number) => boolean): AsyncGenerator<number> {
    for (const { no } of await talkSlides()) {
      if (!wanted(no))
        continue
      await this.page.evaluate((hash) => {
        location.hash = hash
      }, `/${no}?clicks=${LAST_CLICK}`)
      await this.page.locator(`.slidev-page-${no} .slidev-layout`).waitFor()
      await this.settled()
      yield no
    }
  }

  /** Visits each slide and each of its clicks. */
  async* clicks(): AsyncGenerator<number> {
    for (const { no } of await talkSlides()) {
      await this.page.evaluate((hash) => {
        location.hash = hash
      }, `/${no}`)
      await this.page.locator(`.slidev-page-${no} .slidev-layout`).waitFor()
      for (let before = ''; before !== this.place && Number.parseInt(this.place) === no;) {
        before = this.place
        await this.settled()
        yield no
        await this.page.keyboard.press('ArrowRight')
        await this.page.waitForTimeout(50)
      }
    }
  }

  /** Looks at the slide in sight while the others are out of the page: axe reads every node, hidden ones as well. */
  async alone<T>(look: () => Promise<T>): Promise<T> {
    const places = await this.page.evaluateHandle(() => [...document.querySelectorAll<HTMLElement>('.slidev-page')]
      .filter(slide => slide.offsetHeight === 0)
      .map((slide) => {
        const place = document.createComment('a slide')
        slide.replaceWith(place)
        return { place, slide }
      }))
    try {
      return await look()
    }
    finally {
      await places.evaluate(all => all.forEach(({ place, slide }) => place.replaceWith(slide)))
    }
  }

  /** Waits until what the slide shows is all there: code in its colours, figures drawn. */
  async settled() {
    await this.page.waitForFunction(() => {
      const slide = [...document.querySelectorAll<HTMLElement>('.slidev-page')].find(element => element.offsetHeight > 0)
      return slide?.querySelector('.slidev-layout')
        && document.fonts.status === 'loaded'
        && [...slide.querySelectorAll('.live-rest')].every(element => element.hasAttribute('data-colored'))
        && [...slide.querySelectorAll('.deck-figure [role=img]')].every(element => element.querySelector('svg') !== null)
    }, undefined, { timeout: 30_000 })
  }
}
