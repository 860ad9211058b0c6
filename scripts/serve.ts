/** Serves the built deck: `npm run preview`, and the last step of `npm start`. */
import type { SiteOptions } from './server/site'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { openInBrowser } from './server/open'
import { onFreePort, serveSite } from './server/site'
import { readArguments, runScript, UsageError } from './setup/arguments.mjs'
import { PREVIOUS } from './setup/build.mjs'
import { commands } from './setup/commands.mjs'
import { inRoot } from './setup/paths.mjs'
import { hasScreen } from './setup/screen.mjs'

const FIRST_PORT = 3030

const { values } = readArguments(commands.preview, process.argv.slice(2))
const { base = '/', headers = true, open = hasScreen() } = values

void runScript(async () => {
  const options: SiteOptions = {
    folder: inRoot('dist'),
    previous: inRoot(PREVIOUS),
    base: `/${base}/`.replace(/\/{2,}/g, '/'),
    headers,
  }
  if (!fs.existsSync(path.join(options.folder, 'index.html')))
    throw new UsageError('there is no built site in dist/: npm run build makes it')
  const site = values.port === undefined
    ? await onFreePort(FIRST_PORT, port => serveSite({ ...options, port }))
    : await serveSite({ ...options, port: Number(values.port) }).catch(portTaken)
  console.log(`\n  The deck is at ${site.url}\n  Ctrl+C ends it.\n`)
  if (open)
    openInBrowser(site.url)
  process.once('SIGTERM', () => void site.close())
})

function portTaken(error: NodeJS.ErrnoException): never {
  const reason = { EADDRINUSE: 'is taken', EACCES: 'is not for everybody' }[error.code ?? '']
  throw reason ? new UsageError(`--port ${values.port} ${reason}: choose another one, or none for the first free one`) : error
}
