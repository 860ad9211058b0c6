import type { Demo, Mode, Variant } from '../../../live/content/manifest'
import type { Figures } from '../../demos/bars'
import { expect } from 'vitest'
import { readFigures } from '../../../live/content/figures'
import { filesOf } from '../../../live/content/manifest'
import { runSnippet } from '../run-snippet'
import { expectEnd } from './check-end'

const sources = import.meta.glob<string>(['../../../snippets/*/*.ts', '!../../../snippets/*/manifest.ts'], { eager: true, import: 'default', query: '?raw' })

function sourceOf(demo: string, name: string): string | undefined {
  return sources[`../../../snippets/${demo}/${filesOf(name).typescript}`]
}

/** Seconds that a run of a demo may take on a busy machine. */
export const TIMEOUT = 60

/**
 * Runs a variant through the engine, and checks that it ends as its manifest says.
 *
 * @param demo its folder
 * @param manifest its manifest
 * @param name the variant
 * @param mode with or without the GIL
 * @returns its figures
 */
export async function runVariant(demo: string, manifest: Demo, name: string, mode: Mode): Promise<Figures> {
  const variant: Variant = manifest.variants[name]!
  const source = sourceOf(demo, name)
  expect(source, 'the file is there').toBeDefined()
  const result = await runSnippet(source!, {
    mode,
    threads: variant.threads ?? manifest.threads,
    debug: variant.debug,
    timeout: TIMEOUT,
    stopAtDeadlock: variant.fails?.kind === 'deadlock',
  })
  expectEnd(variant, result)
  const { lines, problems, summary } = result
  return {
    ...readFigures(manifest, `${lines.join('\n')}\n${problems.map(({ message }) => message).join('\n')}`),
    wall: summary.wall / 1000,
    peakThreads: summary.peakThreads,
    gilSwitches: summary.gilSwitches,
  }
}
