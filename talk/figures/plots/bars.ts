import type { PlotOptions } from '@observablehq/plot'
import type { PlotLibrary } from '../plot'
import { fillOf, LABEL, STYLE, WIDTH } from '../plot'

/** One bar of a list of bars. */
export interface NamedBar {
  name: string
  value: number
  /** The text at its end. */
  text: string
  accent: 'threads' | 'asyncio' | 'none'
}

interface Layout {
  height?: number
  /** Room for the names at the left, and for the texts at the bars' ends. */
  names?: number
  room?: number
  /** A value to hold the bars against. */
  line?: { at: number, says: string }
}

/** Bars under each other on a linear axis from zero, each with its name at the left and its value at its end. */
export function namedBars(plot: PlotLibrary, bars: readonly NamedBar[], { height = 56 * bars.length, names = 190, room = 130, line }: Layout = {}): PlotOptions {
  const marks = [
    plot.barX(bars, { y: 'name', x: 'value', fill: bar => fillOf((bar as NamedBar).accent), rx: 2 }),
    plot.ruleX([0], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
    plot.text(bars, { y: 'name', x: 0, text: 'name', textAnchor: 'end', dx: -14, fontSize: 19, fill: 'var(--ink)' }),
    plot.text(bars, { ...LABEL, y: 'name', x: 'value', text: 'text', textAnchor: 'start', dx: 10, fontSize: 19 }),
  ]
  if (line) {
    marks.push(
      plot.ruleX([line.at], { stroke: 'var(--ink)', strokeWidth: 2, strokeDasharray: '5 4' }),
      plot.text([line.at], { x: value => value as number, frameAnchor: 'top', text: () => line.says, dy: -22, fill: 'var(--ink)', fontSize: 17, fontWeight: 680 }),
    )
  }
  return {
    width: WIDTH,
    height,
    margin: 0,
    marginTop: line ? 28 : 0,
    marginLeft: names,
    marginRight: room,
    style: STYLE,
    x: { axis: null, domain: [0, Math.max(line?.at ?? 0, ...bars.map(bar => bar.value))] },
    y: { label: null, domain: bars.map(bar => bar.name), padding: 0.3, tickSize: 0, axis: null },
    marks,
  }
}
