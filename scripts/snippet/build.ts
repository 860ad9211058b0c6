import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { deckPlugins } from '../vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = path.join(root, 'node_modules/.cache/snippet-page')

/** A hash of everything that the page is built from. */
function fingerprint(): string {
  const hash = crypto.createHash('sha256')
  for (const room of ['engine', 'live/content', 'live/languages', 'scripts/snippet', 'scripts/vite', 'package-lock.json']) {
    const entries = fs.statSync(path.join(root, room)).isFile()
      ? [room]
      : fs.readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map(file => path.join(room, file)).sort()
    for (const entry of entries) {
      if (fs.statSync(path.join(root, entry)).isFile())
        hash.update(entry).update(fs.readFileSync(path.join(root, entry)))
    }
  }
  return hash.digest('hex')
}

/**
 * Builds the page that runs snippets, if its sources have changed since the last build.
 *
 * @returns the folder of the built page
 */
export async function buildSnippetPage(): Promise<string> {
  const stamp = path.join(folder, '.fingerprint')
  const wanted = fingerprint()
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted)
    return folder
  await build({
    configFile: false,
    root: path.join(root, 'scripts/snippet'),
    base: './',
    logLevel: 'error',
    plugins: deckPlugins(),
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 20_000 },
  })
  fs.writeFileSync(stamp, wanted)
  return folder
}
