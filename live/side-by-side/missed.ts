import type { Bar, Demo, FigureOf, Mode } from '../content/manifest'

/** The figures of one variant's run; `undefined` if it has none. */
type FiguresOf = (variant: string) => Readonly<Record<string, number>> | undefined

/**
 * What a demo promises of two variants' times and one run of each does not show: busy cores, or too few.
 *
 * @param demo its manifest
 * @param mode in which both were run
 * @param figuresOf what the runs gave
 */
export function missedPromise(demo: Demo, mode: Mode, figuresOf: FiguresOf): Bar | undefined {
  return demo.bars?.find((bar) => {
    const { where, figure, atLeast = -Infinity, atMost = Infinity } = bar
    if (where === 'cpython' || (bar.mode ?? demo.modes[0]) !== mode || typeof figure === 'string')
      return false
    const [above, below] = figure.ratio.map(each => valueOf(each, figuresOf))
    if (above === undefined || below === undefined)
      return false
    return above / below < atLeast || above / below > atMost
  })
}

function valueOf(figure: FigureOf, figuresOf: FiguresOf): number | undefined {
  const [variant = '', name = ''] = figure.split('.')
  return figuresOf(variant)?.[name]
}
