/**
 * Serves the built deck: `npm run preview`, and the last step of `npm start`.
 *
 * `--port N` (default: the first free one from 3030), `--base /talk/`, `--no-headers` (as a plain static host
 * would), `--no-open`.
 */
import type { Site, SiteOptions } from './server/site'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { openInBrowser } from './server/open'
import { serveSite } from './server/site'
import { PREVIOUS } from './setup/build.mjs'
import { inRoot } from './setup/paths.mjs'
import { hasScreen } from './setup/screen.mjs'

const FIRST_PORT = 3030

const { values } = parseArgs({
  allowNegative: true,
  options: {
    port: { type: 'string' },
    base: { type: 'string', default: '/' },
    headers: { type: 'boolean', default: true },
    open: { type: 'boolean', default: hasScreen() },
  },
})

async function serveOnFreePort(options: SiteOptions, from: number): Promise<Site> {
  for (let port = from; ; port++) {
    try {
      return await serveSite({ ...options, port })
    }
    catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === from + 100)
        throw error
    }
  }
}

try {
  const options: SiteOptions = {
    folder: inRoot('dist'),
    previous: inRoot(PREVIOUS),
    base: `/${values.base}/`.replace(/\/{2,}/g, '/'),
    headers: values.headers,
  }
  const site = values.port === undefined
    ? await serveOnFreePort(options, FIRST_PORT)
    : await serveSite({ ...options, port: Number(values.port) })
  console.log(`\n  The deck is at ${site.url}\n  Ctrl+C ends it.\n`)
  if (values.open)
    openInBrowser(site.url)
  process.once('SIGTERM', () => void site.close())
}
catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  console.error(code === 'EADDRINUSE' ? `Port ${values.port} is taken: choose another one with --port.` : `Can't serve the deck: ${message}`)
  process.exitCode = 1
}
