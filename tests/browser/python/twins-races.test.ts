/**
 * No twin that claims to be right is said to have a race, and each that is there for its race is. Requests end where they are
 * made. Thinned out: every eighth; with FULL=1 all of them.
 */
import { expect, it } from 'vitest'
import { thinned } from '../../thinned'
import { explorePython } from './explore-python'

const sources = Object.entries(import.meta.glob<string>(['../../../snippets/*/*.py', '!../../../snippets/*/web.py'], { eager: true, import: 'default', query: '?raw' }))
  .map(([path, source]) => ({ name: path.split('/').slice(-2).join('/'), source }))

/** Twins whose point is a race, with what races. */
const RACY: Readonly<Record<string, string>> = { 'overdraft/threads.py': 'account.balance', 'async-race/with_asyncio.py': 'account.balance' }

const LIMITS = { granularity: 'gil', runs: 20, boundedRuns: 5, randomRuns: 3 } as const

it.each(Object.entries(RACY))('%s: %s', async (name, what) => {
  const { races } = await explorePython(sources.find(source => source.name === name)!.source, LIMITS)
  expect(races.join()).toContain(what)
})

/** Not asked: twins with races that the GIL or a loop too long hides, and ten thousand threads, which are more than exploring starts. */
const LEFT_OUT = /^(?:lost-update\/(?:threads|call)|two-increments\/threads|ten-thousand\/)/

it.each(thinned(sources.filter(({ name }) => !(name in RACY) && !LEFT_OUT.test(name)), 8))('$name: no race', { timeout: 300_000 }, async ({ source }) => {
  expect((await explorePython(source, LIMITS)).races).toEqual([])
})
