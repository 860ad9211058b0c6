/** Serves the built deck with a room for the audience: `npm run present`. */
import fs from 'node:fs'
import process from 'node:process'
import { networkAddresses } from './present/addresses'
import { serveRoom } from './present/room-site'
import { openInBrowser } from './server/open'
import { readArguments, runScript, UsageError } from './setup/arguments.mjs'
import { PREVIOUS } from './setup/build.mjs'
import { commands } from './setup/commands.mjs'
import { inRoot } from './setup/paths.mjs'
import { hasScreen } from './setup/screen.mjs'

const { values } = readArguments(commands.present, process.argv.slice(2))

void runScript(async () => {
  if (!fs.existsSync(inRoot('dist/index.html')))
    throw new UsageError('there is no built site in dist/: run npm run build first')
  const [host = 'localhost', ...others] = networkAddresses()
  const address = values.address?.replace(/\/?$/, '/')
  const room = await serveRoom({
    folder: inRoot('dist'),
    previous: inRoot(PREVIOUS),
    port: values.port === undefined ? undefined : Number(values.port),
    guestsPort: values['guests-port'] === undefined ? undefined : Number(values['guests-port']),
    relay: values.relay,
    addressOf: port => address ?? `http://${host}:${port}/`,
  }).catch(portTaken)
  console.log(`\n  Your own pages, with notes:  ${room.url}`)
  console.log(`  Your guests' pages:          ${room.guestsUrl}`)
  if (!address && others.length > 0)
    console.log(`  If your guests are in another network: --address ${others.map(other => `http://${other}:PORT/`).join(' or ')}`)
  console.log('\n  Press j in the presenter\'s window to show the audience a QR code for joining.\n  Ctrl+C ends it.\n')
  if (values.relay?.startsWith('ws:') && room.guestsUrl.startsWith('https:'))
    console.warn('  From a page on https browsers connect to wss: only, so guests can\'t reach this relay.\n')
  if (values.open ?? hasScreen())
    openInBrowser(room.url)
  process.once('SIGTERM', () => void room.close())
})

function portTaken(error: NodeJS.ErrnoException): never {
  throw error.code === 'EADDRINUSE' ? new UsageError(`${error.message}: choose another port, or none for the first free one`) : error
}
