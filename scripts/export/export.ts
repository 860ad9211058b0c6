/** Exports the built site to files. */
import type { PrintJob } from './print'
import fs from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../browser.mjs'
import { talkSlides } from '../notes/slides.mjs'
import { serveSite } from '../server/site'
import { withOutline } from './outline'
import { openPrint } from './print'

/** What to export, and where to. */
export interface ExportOptions {
  job: PrintJob
  /** The folder of the built site. */
  site: string
  /** A file, or a folder for pictures. */
  output: string
  format: 'pdf' | 'png'
  /** Whether to write the handout too; only with PDF. */
  handout: boolean
  /** Reports the progress, a line at a time. */
  say: (line: string) => void
}

/**
 * Exports the deck.
 *
 * @returns the files or the folder that it wrote
 * @throws {Error} when a slide does not get ready
 */
export async function exportDeck({ job, site: folder, output, format, handout, say }: ExportOptions): Promise<string[]> {
  const begin = performance.now()
  const report = (line: string): void => say(`${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s  ${line}`)
  const slides = await talkSlides()
  await using site = await disposable(serveSite({ folder }), ({ close }) => close())
  await using browser = await disposable(
    chromium.launch({ executablePath: await ensureBrowser(report), args: browserArguments() }),
    opened => opened.close(),
  )
  if (format === 'png') {
    const page = await openPrint(browser.it, site.it.url, job, slides.length, report)
    await fs.mkdir(output, { recursive: true })
    for (const container of await page.locator('.print-slide-container').all()) {
      const id = await container.getAttribute('id')
      await container.screenshot({ path: path.join(output, `${job.clicks ? id : id!.split('-')[0]}.png`) })
      report(`pictured ${id}`)
    }
    return [output]
  }

  const parts = [{ route: 'print', file: withExtension(output) } as const, { route: 'handout', file: withExtension(output, '-handout') } as const]
  const files: string[] = []
  for (const { route, file } of handout ? parts : parts.slice(0, 1)) {
    const page = await openPrint(browser.it, site.it.url, { ...job, route }, slides.length, report)
    report(`printing ${file} …`)
    const ids = await page.locator('.print-slide-container').evaluateAll(all => all.map(({ id }) => id))
    const author = JSON.parse(await page.locator('meta[name=author]').getAttribute('content') ?? '""') as string
    const printed = await page.pdf({ printBackground: true, preferCSSPageSize: true, tagged: true })
    await page.close()
    await fs.writeFile(file, await withOutline(printed, { slides, ids, author, isHandout: route === 'handout' }))
    files.push(file)
  }
  report('done')
  return files
}

function withExtension(output: string, suffix = ''): string {
  return `${output.replace(/\.pdf$/, '')}${suffix}.pdf`
}

async function disposable<T>(opening: Promise<T>, close: (it: T) => Promise<unknown>): Promise<AsyncDisposable & { it: T }> {
  const it = await opening
  return { it, [Symbol.asyncDispose]: async () => void await close(it) }
}
