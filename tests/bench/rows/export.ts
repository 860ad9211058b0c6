import type { BenchRow } from '../row'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../../../scripts/browser.mjs'
import { buildIfStale } from '../../../scripts/setup/build.mjs'
import { median, spreadOf } from '../row'

const root = path.join(import.meta.dirname, '../../..')
const LIMIT_SECONDS = 90

/** Seconds that a tool takes. */
function time(args: string[]): number {
  const begin = performance.now()
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error(`${args.join(' ')} ended with ${status}`)
  return (performance.now() - begin) / 1000
}

/** The whole talk as PDF: from the built site, against Slidev's own export of the same deck. */
export const exportRow: BenchRow = {
  name: 'export',
  what: 'the slides as PDF from the built site, against `slidev export` of the same deck',
  bar: 'ratio <= 0.5 and <= 90 s',
  async measure() {
    if (await buildIfStale() !== 0)
      throw new Error('the deck can\'t be built')
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-export-'))
    const browser = await ensureBrowser(line => console.error(line))
    const slidev = ['node_modules/@slidev/cli/bin/slidev.mjs', 'export', '--executable-path', browser, '--timeout', '300000', '--output', path.join(folder, 'theirs.pdf')]
    const own = ['node_modules/tsx/dist/cli.mjs', 'scripts/export.ts', '--no-handout', '--output', path.join(folder, 'ours.pdf')]
    try {
      const ours = [time(own)]
      const theirs = time(slidev)
      ours.push(time(own))
      const ratio = median(ours) / theirs
      return { ours: median(ours), peer: theirs, unit: 's', ratio, spread: spreadOf(ours), holds: ratio <= 0.5 && median(ours) <= LIMIT_SECONDS }
    }
    finally {
      fs.rmSync(folder, { recursive: true })
    }
  },
}
