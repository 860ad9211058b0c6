import type { Page } from '@playwright/test'
/** Runs snippets in a headless browser, with the deck's engine. */
import type { ExplorationOptions } from '../../engine/protocol/exploration'
import type { RunOptions, RunSummary } from '../../engine/protocol/run'
import type { Transcript } from '../../live/content/recording'
import type { ExploredSnippet, SnippetEvent } from './page'
import type { TranscriptOptions } from './transcript'
import { browserArguments, ensureBrowser } from '../browser.mjs'
import { serveSite } from '../server/site'

/** A browser with the engine, ready to run one snippet after another. */
export interface SnippetRunner extends AsyncDisposable {
  readonly page: Page
  /**
   * Runs a snippet.
   *
   * @param name the file's name, as tracebacks show it
   * @param source TypeScript
   * @param options as for every run, and how many seconds it may take before it is stopped
   * @param listener gets output and problems as they come
   */
  run: (name: string, source: string, options: RunOptions & { timeout: number }, listener: (event: SnippetEvent) => void) => Promise<RunSummary>
  /** Explores the schedules of a snippet, for a number of seconds at most; or returns why that can't be done. */
  explore: (name: string, source: string, options: ExplorationOptions, timeout: number) => Promise<ExploredSnippet>
  /** Runs a snippet and returns its transcript, with its trace, when it is over. */
  transcribe: (name: string, source: string, options: TranscriptOptions) => Promise<Transcript>
}

/** Starts a browser and the engine in it. */
export async function startSnippetRunner(): Promise<SnippetRunner> {
  // Vite and Playwright take seconds to load: an invalid command line is reported without them.
  const [{ buildSnippetPage }, { chromium }] = await Promise.all([import('./build'), import('@playwright/test')])
  const folder = await buildSnippetPage()
  const site = await serveSite({ folder })
  const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
  const page = await browser.newPage()
  page.on('console', message => message.type() === 'error' && console.error(message.text()))
  page.on('pageerror', error => console.error(error.message))
  let listener: (event: SnippetEvent) => void = () => {}
  await page.exposeFunction('emitSnippetEvents', (events: SnippetEvent[]) => events.forEach(event => listener(event)))
  await page.goto(site.url)
  await page.waitForFunction(() => 'runSnippet' in window)
  return {
    page,
    async run(name, source, { timeout, ...options }, onEvent) {
      listener = onEvent
      return page.evaluate(([file, text, how, limit]) => window.runSnippet(file, text, how, limit), [name, source, options, timeout] as const)
    },
    explore: (name, source, options, timeout) => page.evaluate(args => window.exploreSnippet(...args), [name, source, options, timeout] as const),
    transcribe: (name, source, options) => page.evaluate(args => window.transcribeSnippet(...args), [name, source, options] as const),
    async [Symbol.asyncDispose]() {
      await browser.close()
      await site.close()
    },
  }
}
