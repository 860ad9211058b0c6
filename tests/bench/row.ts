/** What a row of `npm run bench` is. */
import type { SnippetRunner } from '../../scripts/snippet/browser'

/** What rows share. */
export interface BenchContext {
  /** The engine without the deck, in a headless browser. Started on first use. */
  snippets: () => Promise<SnippetRunner>
}

/** The figures of a row; times are medians of several rounds within one run. */
export interface Measurement {
  /** Our figure. */
  ours: number
  /** The peer's figure in the same unit, or the limit. */
  peer: number
  unit: string
  /** Ours / peer, unless the row says otherwise. */
  ratio?: number
  /** Smallest and largest of our rounds. */
  spread: readonly [number, number]
  /** Whether the bar holds. */
  holds: boolean
}

/** One row. */
export interface BenchRow {
  name: string
  /** What is compared with what. */
  what: string
  bar: string
  /** Whether it counts something else than time, so that it makes no difference what else the machine does. @default false */
  untimed?: boolean
  measure: (context: BenchContext) => Promise<Measurement>
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Smallest and largest value. */
export function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

/** Runs a bench snippet whose last line is a JSON object of lists of numbers. */
export async function measureSnippet<Keys extends string>(context: BenchContext, name: string, source: string, mode: 'gil' | 'free', options: { trace?: boolean, threads?: number } = {}): Promise<Record<Keys, number[]>> {
  const runner = await context.snippets()
  const lines: string[] = []
  const problems: string[] = []
  const summary = await runner.run(name, source, { mode, timeout: 120, ...options }, (event) => {
    if (event.type === 'output')
      lines.push(event.line.text)
    else if (event.type === 'problem')
      problems.push(`${event.problem.type}: ${event.problem.message}`)
    else
      problems.push('deadlock')
  })
  if (summary.outcome !== 'finished' || problems.length > 0)
    throw new Error(`${name}: ${summary.outcome} ${problems.join('; ')}`)
  return JSON.parse(lines.at(-1)!) as Record<Keys, number[]>
}
