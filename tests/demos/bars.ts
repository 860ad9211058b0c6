/** Judges what a manifest says must hold, whoever ran the demo: the deck, CPython, or a recording. */
import type { Bar, Demo, FigureOf } from '../../snippets/manifest'

/** One run of a variant, by its figures. */
export type Figures = Readonly<Record<string, number>>

/** Gives that many runs of a variant, and makes those that are missing; one that has no more may give fewer. */
export type TakeRuns = (variant: string, count: number) => Promise<readonly Figures[]>

/**
 * What a manifest reads off a run's output.
 *
 * @param demo the manifest
 * @param text standard output, and after it standard error
 */
export function readFigures(demo: Demo, text: string): Figures {
  const found = Object.entries(demo.figures ?? {}).map(([name, pattern]) => [name, Number(pattern.exec(text)?.[1]?.replaceAll(',', ''))] as const)
  return Object.fromEntries(found.filter(([, value]) => !Number.isNaN(value)))
}

/**
 * Judges a bar.
 *
 * @param bar what must hold
 * @param takeRuns gives the runs
 * @param full makes all repetitions that the bar asks for; if not, one, and for a bar that speaks of the median or of
 * some run further ones as long as it does not hold
 * @returns what is wrong; `undefined` if it holds
 */
export async function judge(bar: Bar, takeRuns: TakeRuns, full: boolean): Promise<string | undefined> {
  const most = bar.runs ?? 1
  for (let count = full ? most : 1; ; count++) {
    const values = await valuesOf(bar, takeRuns, count)
    const wrong = complaint(bar, values)
    if (!wrong || count >= most || (bar.of ?? 'every') === 'every')
      return wrong
  }
}

async function valuesOf({ figure }: Bar, takeRuns: TakeRuns, count: number): Promise<number[]> {
  const [above, below] = typeof figure === 'string' ? [figure] : figure.ratio
  const values = await figureOf(above!, takeRuns, count)
  if (!below)
    return values
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
