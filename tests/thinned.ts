const FULL = import.meta.env.FULL === '1'

/** The first and then every `nth` of cases of one kind; with FULL=1 all of them. */
export function thinned<Case>(cases: readonly Case[], nth: number): readonly Case[] {
  return FULL ? cases : cases.filter((_, i) => i % nth === 0)
}

/** One of several ways to check the same promise, by turns; with FULL=1 all of them. */
export function byTurns<Way>(ways: readonly Way[], turn: number): readonly Way[] {
  return FULL ? ways : [ways[turn % ways.length]!]
}
