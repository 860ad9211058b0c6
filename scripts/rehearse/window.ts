import type { Locator, Page } from '@playwright/test'

/** The presenter's window or the audience's, as the rehearsal uses it; what goes wrong in it is collected. */
export class TalkWindow {
  private readonly troubles: string[] = []

  constructor(readonly page: Page, readonly name: string) {
    page.on('pageerror', error => this.troubles.push(`${name}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error')
        this.troubles.push(`${name}: ${message.text()}`)
    })
    page.on('requestfailed', (request) => {
      // What a worker is still loading when its run is thrown away is no loss; the deck's own files are.
      if (request.url().startsWith('http') && request.failure()?.errorText !== 'net::ERR_ABORTED')
        this.troubles.push(`${name}: ${request.url()} could not be fetched`)
    })
  }

  /** What went wrong since the last call. */
  take(): string[] {
    return this.troubles.splice(0)
  }

  /** The live code on the slide in sight; not the picture of the next slide. */
  get block(): Locator {
    return this.page.locator('.live-code:visible:not(.picture)').first()
  }

  async slide(): Promise<number> {
    return Number(new URL(this.page.url()).hash.match(/(\d+)/)?.[1] ?? 1)
  }

  /** How many clicks the slide has before the next one comes; of the presenter's window. */
  async clicksLeft(): Promise<number> {
    const [, total = '1'] = /(\d+)$/.exec(await this.page.getByTitle('Clicks in this slide:').first().getAttribute('title') ?? '') ?? []
    const [, clicks = '0'] = /clicks=(\d+)/.exec(this.page.url()) ?? []
    return Math.max(0, Number(total) - 1 - Number(clicks))
  }

  /** How the run stands, by id: what the block says of itself. */
  async run(): Promise<{ id: string | null, status: string | null, deadlocked: boolean }> {
    return this.block.evaluate(block => ({
      id: block.getAttribute('data-run'),
      status: block.querySelector('.live-status')?.getAttribute('data-status') ?? null,
      deadlocked: block.querySelector('.live-deadlock') !== null,
    }))
  }

  /** The text of the code, at rest. */
  async code(): Promise<string> {
    return this.block.locator('.live-rest').evaluate(rest =>
      Array.from(rest.querySelectorAll('.live-line'), line => [...line.children].slice(1).map(token => token.textContent).join('')).join('\n'))
  }

  /** The last printed line. */
  async lastLine(): Promise<string | undefined> {
    return (await this.block.locator('.live-text').allTextContents()).at(-1)
  }
}

/**
 * Waits until something holds.
 *
 * @param what in words, for the error
 * @param holds looked at ten times a second
 * @param seconds how long at most. @default a minute and a half, since a busy machine is no failure
 * @throws Error when it does not hold in time
 */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 90): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; ;) {
    // What is asked of a page may be gone with the slide before.
    if (await holds().catch(() => false))
      return
    if (Date.now() > deadline)
      throw new Error(`after ${seconds} s not yet: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
