import type { RecordedRun, RecordedVariant, Recording } from '../../live/content/recording'

/** A median that has moved by less than this share is noise. */
const NOISE = 0.15

/** A figure's values in all repetitions. */
interface Spread {
  median: number
  least: number
  most: number
}

/**
 * A variant's recording in one line: `threads: 0.104 s (0.103 to 0.106), seconds 0.1, was 0.12 s`.
 *
 * @param name the variant's name
 * @param now the new recording
 * @param before the last recording
 */
export function sayVariant(name: string, now: RecordedVariant, before: RecordedVariant | undefined): string {
  const wall = spread(now, run => run.wall)
  const figures = Object.keys(now.runs[0]?.figures ?? {}).map((figure) => {
    const { median, least, most } = spread(now, run => run.figures[figure])
    return least === most ? `${figure} ${shown(median)}` : `${figure} ${shown(median)} (${shown(least)} to ${shown(most)})`
  })
  const was = before ? `was ${spread(before, run => run.wall).median.toFixed(3)} s` : 'new'
  return `  ${name}: ${wall.median.toFixed(3)} s (${wall.least.toFixed(3)} to ${wall.most.toFixed(3)}, ${now.runs.length} runs, ${was})${figures.map(text => `, ${text}`).join('')} [${now.runs[0]?.outcome}]`
}

/**
 * The differences from the last recording, a line each: variants that were added or removed, how they end, their output
 * apart from numbers, and medians that moved by more than noise.
 */
export function changesOf(now: Recording, before: Recording | undefined): string[] {
  if (!before)
    return [`${now.demo}: recorded for the first time`]
  const lines: string[] = []
  const say = (variant: string, what: string) => lines.push(`${now.demo}/${variant}: ${what}`)
  if (now.by.version !== before.by.version)
    lines.push(`${now.demo}: by ${now.by.version}, was ${before.by.version}`)
  for (const name of Object.keys(before.variants)) {
    if (!now.variants[name])
      say(name, 'is no longer there')
  }
  for (const [name, variant] of Object.entries(now.variants)) {
    const last = before.variants[name]
    if (last)
      changesOfVariant(variant, last).forEach(what => say(name, what))
    else
      say(name, 'is new')
  }
  return lines
}

function changesOfVariant(now: RecordedVariant, before: RecordedVariant): string[] {
  const lines: string[] = []
  if (now.runs[0]?.outcome !== before.runs[0]?.outcome)
    lines.push(`${now.runs[0]?.outcome}, was ${before.runs[0]?.outcome}`)
  if (wordsOf(now.output) !== wordsOf(before.output))
    lines.push('prints something else')
  const readers: [string, (run: RecordedRun) => number | undefined][] = [
    ['wall', run => run.wall],
    ...Object.keys(now.runs[0]?.figures ?? {}).map((figure): [string, (run: RecordedRun) => number | undefined] => [figure, run => run.figures[figure]]),
  ]
  for (const [figure, read] of readers) {
    const [is, was] = [spread(now, read), spread(before, read)]
    const apart = is.least > was.most || is.most < was.least
    if (Math.abs(is.median - was.median) > NOISE * Math.abs(was.median) && apart)
      lines.push(`${figure} ${shown(is.median)} (${shown(is.least)} to ${shown(is.most)}), was ${shown(was.median)} (${shown(was.least)} to ${shown(was.most)})`)
  }
  return lines
}

/** Without numbers, and sorted: threads print in any order. */
function wordsOf(output: string): string {
  return output.replaceAll(/\d[\d.,]*/g, '#').split('\n').sort().join('\n')
}

function spread({ runs }: RecordedVariant, read: (run: RecordedRun) => number | undefined): Spread {
  const sorted = runs.map(read).filter(value => value !== undefined).sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}
