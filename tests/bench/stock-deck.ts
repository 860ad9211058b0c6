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

/** Name of the package that this repository makes of itself. */
const ADDON = 'slidev-addon-live-concurrency'

function slides(addon: boolean): string {
  return `---
theme: none
routerMode: hash
${addon ? `addons:\n  - ${ADDON}\n` : ''}fonts:
  provider: none
---

# A stock deck

---

# With one block

\`\`\`ts {monaco-run}
console.log('${STOCK_LINE}')
\`\`\`
`
}

/**
 * Builds the deck.
 *
 * @param options how
 * @param options.addon whether it has this repository's addon, packed and unpacked @default false
 * @returns the folder of the built site, which the next call removes
 */
export function buildStock({ addon = false } = {}): string {
  fs.rmSync(stock, { recursive: true, force: true })
  fs.mkdirSync(stock, { recursive: true })
  fs.writeFileSync(path.join(stock, 'package.json'), '{ "name": "stock-deck", "private": true, "type": "module" }')
  fs.writeFileSync(path.join(stock, 'slides.md'), slides(addon))
  if (addon)
    unpackAddon(path.join(stock, 'node_modules', ADDON))
  const slidev = path.join(root, 'node_modules/@slidev/cli/bin/slidev.mjs')
  const { status } = spawnSync(process.execPath, [slidev, 'build', 'slides.md', '--base', './', '--out', 'dist'], { cwd: stock, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error('the stock deck can\'t be built')
  return path.join(stock, 'dist')
}

function unpackAddon(folder: string): void {
  fs.mkdirSync(folder, { recursive: true })
  const packed = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', stock], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  const { status } = spawnSync('tar', ['xzf', path.join(stock, filename), '--strip-components=1'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error('the addon can\'t be unpacked')
}
