import type { PlotOptions } from '@observablehq/plot'
import type { PlotLibrary } from '../plot'
import { fillOf, LABEL, STYLE, WIDTH } from '../plot'

/** One bar of a list of bars. */
export interface NamedBar {
  name: string
  value: number
  /** What stands at its end. */
  text: string
  accent: 'threads' | 'asyncio' | 'none'
}

/** Bars under each other, each with its name at the left and its value at its end. */
export function namedBars(plot: PlotLibrary, bars: readonly NamedBar[], { height = 56 * bars.length, width = WIDTH, names = 190, log = false, max = Math.max(...bars.map(bar => bar.value)) } = {}): PlotOptions {
  const least = log ? 1 : 0
  return {
    width,
    height,
    margin: 0,
    marginLeft: names,
    marginRight: 130,
    style: STYLE,
    x: { axis: null, type: log ? 'log' : 'linear', domain: [least, max] },
    y: { label: null, domain: bars.map(bar => bar.name), padding: 0.3, tickSize: 0, axis: null },
    marks: [
      plot.barX(bars, { y: 'name', x1: least, x2: bar => Math.max(least, (bar as NamedBar).value), fill: bar => fillOf((bar as NamedBar).accent), rx: 2 }),
      plot.ruleX([least], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      plot.text(bars, { y: 'name', x: least, text: 'name', textAnchor: 'end', dx: -14, fontSize: 19, fill: 'var(--ink)' }),
      plot.text(bars, { ...LABEL, y: 'name', x: bar => Math.max(least, (bar as NamedBar).value), text: 'text', textAnchor: 'start', dx: 10, fontSize: 19 }),
    ],
  }
}
