import type { Locator, Page } from '@playwright/test'

/** The presenter's window or the audience's in the rehearsal; collects its errors. */
export class TalkWindow {
  private readonly troubles: string[] = []

  constructor(readonly page: Page, readonly name: string) {
    page.on('pageerror', error => this.troubles.push(`${name}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error')
        this.troubles.push(`${name}: ${message.text()}`)
    })
    page.on('requestfailed', (request) => {
      // A worker's requests may be cut off when its run is discarded; the deck's own files may not.
      if (request.url().startsWith('http') && request.failure()?.errorText !== 'net::ERR_ABORTED')
        this.troubles.push(`${name}: ${request.url()} could not be fetched`)
    })
  }

  /** The errors since the last call. */
  take(): string[] {
    return this.troubles.splice(0)
  }

  /** The live code on the current slide; not in the preview of the next one. */
  get block(): Locator {
    return this.page.locator('.live-code:visible:not(.picture)').first()
  }

  async slide(): Promise<number> {
    return Number(new URL(this.page.url()).hash.match(/(\d+)/)?.[1] ?? 1)
  }

  /** How many clicks are left on the presenter's slide. */
  async clicksLeft(): Promise<number> {
    const [, total = '1'] = /(\d+)$/.exec(await this.page.getByTitle('Clicks in this slide:').first().getAttribute('title') ?? '') ?? []
    const [, clicks = '0'] = /clicks=(\d+)/.exec(this.page.url()) ?? []
    return Math.max(0, Number(total) - 1 - Number(clicks))
  }

  /** The run's id and status, as the block shows them. */
  async run(): Promise<{ id: string | null, status: string | null, deadlocked: boolean }> {
    return this.block.evaluate(block => ({
      id: block.getAttribute('data-run'),
      status: block.querySelector('.live-status')?.getAttribute('data-status') ?? null,
      deadlocked: block.querySelector('.live-deadlock') !== null,
    }))
  }

  /** The text of the code, once it is at rest. */
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
 * Waits until a condition holds.
 *
 * @param what the condition in words, for the error
 * @param holds polled ten times a second
 * @param seconds the time limit. @default a minute and a half, since a busy machine is not a failure
 * @throws Error when it does not hold in time
 */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 90): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; ;) {
    // The element may be gone with the previous slide.
    if (await holds().catch(() => false))
      return
    if (Date.now() > deadline)
      throw new Error(`after ${seconds} s not yet: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
