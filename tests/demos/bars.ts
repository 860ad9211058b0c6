/** Judges what a manifest says must hold, whoever ran the demo: the deck, CPython, or a recording. */
import type { Bar, FigureOf } from '../../live/content/manifest'
import { isTimed } from './manifests'

/** One run of a variant, by its figures. */
export type Figures = Readonly<Record<string, number>>

/** Gives that many runs of a variant, and makes those that are missing; one that has no more may give fewer. */
export type TakeRuns = (variant: string, count: number) => Promise<readonly Figures[]>

/** How a bar is judged. */
export interface Judging {
  /**
   * Whether all repetitions that the bar asks for are made. If not, one, and for a bar that speaks of the median or of
   * some run further ones as long as it does not hold.
   */
  full: boolean
  /**
   * By which factor bounds of a bar that judges speed are widened, for a machine that does other things as well.
   *
   * @default 1
   */
  slack?: number
}

/** A bar that judges speed may be repeated so often before a busy machine fails it. */
const TIMED_RUNS = 5

/**
 * Judges a bar.
 *
 * @param bar what must hold
 * @param takeRuns gives the runs
 * @param how how strictly
 * @returns what is wrong; `undefined` if it holds
 */
export async function judge(bar: Bar, takeRuns: TakeRuns, how: Judging): Promise<string | undefined> {
  const { full, slack = 1 } = how
  const timed = isTimed(bar)
  const judged = timed ? widened(bar, slack) : bar
  const most = full || !timed ? bar.runs ?? 1 : Math.max(TIMED_RUNS, bar.runs ?? 1)
  for (let count = full ? most : 1; ; count++) {
    const values = await valuesOf(judged, takeRuns, count)
    const wrong = complaint(judged, values)
    if (!wrong || count >= most || (bar.of ?? 'every') === 'every')
      return wrong
  }
}

function widened(bar: Bar, slack: number): Bar {
  const { atLeast, atMost } = bar
  return { ...bar, ...(atLeast !== undefined && { atLeast: atLeast / slack }), ...(atMost !== undefined && { atMost: atMost * slack }) }
}

async function valuesOf({ figure }: Bar, takeRuns: TakeRuns, count: number): Promise<number[]> {
  const [above, below] = typeof figure === 'string' ? [figure] : figure.ratio
  if (!below)
    return figureOf(above!, takeRuns, count)
  // In turn, so that what disturbs the one disturbs the other as well.
  for (let round = 1; round < count; round++) {
    await figureOf(above!, takeRuns, round)
    await figureOf(below, takeRuns, round)
  }
  const values = await figureOf(above!, takeRuns, count)
  const under = await figureOf(below, takeRuns, count)
  return values.slice(0, under.length).map((value, index) => value / under[index]!)
}

async function figureOf(of: FigureOf, takeRuns: TakeRuns, count: number): Promise<number[]> {
  const [variant = '', name = ''] = of.split('.')
  return (await takeRuns(variant, count)).map(figures => figures[name] ?? Number.NaN)
}

function complaint({ of = 'every', atLeast = -Infinity, atMost = Infinity, constant, figure }: Bar, values: readonly number[]): string | undefined {
  const within = (value: number | undefined): boolean => value !== undefined && value >= atLeast && value <= atMost
  const holds = {
    every: () => values.length > 0 && values.every(within),
    some: () => values.some(within),
    median: () => within([...values].sort((a, b) => a - b)[values.length >> 1]),
  }[of]()
  const name = typeof figure === 'string' ? figure : figure.ratio.join(' / ')
  const said = values.map(value => Number(value.toPrecision(4))).join(', ')
  if (!holds)
    return `${name} is ${said}, not from ${atLeast} to ${atMost} (${of})`
  return constant && new Set(values).size > 1 ? `${name} is not always the same: ${said}` : undefined
}
