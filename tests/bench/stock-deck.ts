/** A deck as `npm init slidev` makes it, with one block of code that runs. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const root = path.join(import.meta.dirname, '../..')
/** Below node_modules, so that it finds Slidev, and with nothing of this deck's own. */
const stock = path.join(root, 'node_modules/.cache/stock-deck')

/** Number of the slide with the block. */
export const STOCK_BLOCK = 2
/** What the block prints. Slidev runs it as soon as it is in sight. */
export const STOCK_LINE = 'hello'

const SLIDES = `---
theme: none
routerMode: hash
fonts:
  provider: none
---

# A stock deck

---

# With one block

\`\`\`ts {monaco-run}
console.log('${STOCK_LINE}')
\`\`\`
`

/**
 * Builds the deck.
 *
 * @returns the folder of the built site
 */
export function buildStock(): string {
  fs.rmSync(stock, { recursive: true, force: true })
  fs.mkdirSync(stock, { recursive: true })
  fs.writeFileSync(path.join(stock, 'package.json'), '{ "name": "stock-deck", "private": true, "type": "module" }')
  fs.writeFileSync(path.join(stock, 'slides.md'), SLIDES)
  const slidev = path.join(root, 'node_modules/@slidev/cli/bin/slidev.mjs')
  const { status } = spawnSync(process.execPath, [slidev, 'build', 'slides.md', '--base', './', '--out', 'dist'], { cwd: stock, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error('the stock deck can\'t be built')
  return path.join(stock, 'dist')
}
