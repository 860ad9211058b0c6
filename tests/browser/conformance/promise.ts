import type { Mode, RunOptions } from '../../../engine/protocol/run'
import type { SnippetResult } from '../run-snippet'
import { expect, it } from 'vitest'
import { byTurns } from '../../thinned'
import { runSnippet } from '../run-snippet'
import { PRELUDE } from './prelude'

const FULL = import.meta.env.FULL === '1'
/** How often each promise is checked: once, and 20 times with FULL=1. */
export const REPEATS = FULL ? 20 : 1

export const BOTH_MODES: readonly Mode[] = ['gil', 'free']

let turn = 0

/** The modes that a promise is checked in: with FULL=1 all of them, else one, by turns. */
export function modesByTurns(modes: readonly Mode[]): readonly Mode[] {
  return byTurns(modes, turn++)
}

/** What else a promise says. */
export interface PromiseOptions extends RunOptions {
  /** Where it is checked. @default with and without the GIL */
  modes?: readonly Mode[]
  /** Checks more than that the snippet ended without a problem; then it may have ended otherwise. */
  check?: (result: SnippetResult) => void
  /** Seconds the snippet may take. @default 60 */
  timeout?: number
}

/**
 * A test: runs a snippet, which uses the functions of the prelude to check what is promised.
 *
 * @param name the promise
 * @param source TypeScript with a `main`
 */
export function promise(name: string, source: string, { modes = BOTH_MODES, check, timeout = 60, ...options }: PromiseOptions = {}): void {
  for (const mode of modesByTurns(modes)) {
    it(`${name} (${mode})`, { repeats: REPEATS - 1, timeout: timeout * 1000 + 15_000 }, async () => {
      const result = await runSnippet(`${PRELUDE}\n${source}`, { ...options, mode, timeout })
      if (check) {
        check(result)
        return
      }
      expect(result.problems).toEqual([])
      expect(result.summary.outcome).toBe('finished')
    })
  }
}
