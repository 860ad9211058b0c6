import type { State } from '../../protocol/trace'
import type { Lane } from '../lane'
import type { TraceModel } from '../trace-model'
import type { DrawnState, Palette, Tile } from './look'
import { LaneKind, STATE_NAMES } from '../../protocol/trace'
import { SpanWord } from '../columns'
import { segments } from '../segments'
import { ticks } from './axis'
import { drawnLanes, lanesWithRoom } from './lanes'
import { DRAWN_NAMES, DRAWN_STATES, LOOKS } from './look'
import { shortName } from './words'

/** How a timeline is drawn as SVG; lengths are user units (CSS pixels). */
export interface SvgOptions {
  palette: Palette
  /** @default 884 */
  width?: number
  /** Height of a lane's row. @default 18 */
  row?: number
  /** Room for the lanes' names. @default 132 */
  gutter?: number
  /** The stretch of time to draw, in milliseconds since the run's epoch. @default the whole run */
  view?: { from: number, to: number }
  /** Most lanes that are drawn, those that block their loop in any case; the rest are counted in a last line. @default 200 */
  lanes?: number
  /** Font of all text. @default 'sans-serif' */
  font?: string
  /** A description of the drawing, for screen readers. @default 'Timeline of the run' */
  title?: string
  /** Prefix of the ids inside, for several drawings on one page. @default 'timeline' */
  id?: string
}

const AXIS = 22
const LEGEND = 22

/**
 * Draws a timeline as a vector picture, for paper and for export: the same colours, patterns and order of
 * lanes as on the screen.
 */
export function timelineSvg(model: TraceModel, options: SvgOptions): string {
  const { palette, width = 884, row = 18, gutter = 132, font = 'sans-serif', title = 'Timeline of the run', id = 'timeline' } = options
  const all = drawnLanes(model)
  const lanes = lanesWithRoom(model, all, options.lanes ?? 200)
  const view = options.view ?? { from: model.origin, to: Math.max(model.horizon, model.origin + 1e-3) }
  const plot = width - gutter
  const note = all.length - lanes.length
  const bottom = lanes.length * row
  const height = LEGEND + bottom + AXIS + (note > 0 ? row : 0)
  const used = new Set<DrawnState>()
  const rows = lanes.map((lane, i) => drawRow(lane, LEGEND + i * row)).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escape(font)}" font-size="14" role="img">`,
    `<title>${escape(title)}</title>`,
    `<defs>${DRAWN_STATES.filter(state => used.has(state)).map(pattern).join('')}</defs>`,
    legend(),
    axis(),
    rows,
    note > 0 ? text(0, LEGEND + bottom + AXIS + row * 0.7, `and ${note} more`, palette.muted) : '',
    '</svg>',
  ].join('')

  function drawRow(lane: Lane, top: number): string {
    const color = lane.kind === LaneKind.Task ? palette.asyncio : palette.threads
    const indent = lane.kind === LaneKind.Task ? 12 : 0
    let bars = ''
    segments(model, lane, { ...view, width: plot * 2 }, (state, left, right, first) => {
      used.add(state)
      bars += bar(state, gutter + left / 2, (right - left) / 2, top, tip(lane, first))
    })
    return `<g>${text(indent, top + row * 0.7, shortName(lane.name, Math.floor((gutter - indent - 8) / 8.5)), color)}${bars}</g>`
  }

  function bar(state: DrawnState, left: number, wide: number, top: number, words: string): string {
    const look = LOOKS[state]
    if (!look)
      return ''
    const high = look.height * (row - 4)
    const upper = top + (row - high) / 2
    const span = `x="${round(left)}" width="${round(Math.max(wide, 0.4))}"`
    const box = `${span} y="${round(upper)}" height="${round(high)}"`
    const color = palette.states[state]
    const solid = look.fill > 0 ? `<rect ${box} fill="${color}"${look.fill < 1 ? ` fill-opacity="${look.fill}"` : ''}/>` : ''
    const over = look.tile ? `<rect ${box} fill="url(#${id}-${state})"/>` : ''
    const rails = look.rails
      ? [upper, upper + high - look.rails].map(y => `<rect ${span} y="${round(y)}" height="${look.rails}" fill="${color}"/>`).join('')
      : ''
    return `<g>${words}${solid}${over}${rails}</g>`
  }

  function tip(lane: Lane, index: number): string {
    const line = lane.spans.word(index, SpanWord.Line)
    const state = lane.spans.word(index, SpanWord.State) as State
    const subject = model.subjectName(lane.spans.word(index, SpanWord.Subject))
    return `<title>${escape([lane.name, STATE_NAMES[state], subject, line ? `line ${line}` : ''].filter(Boolean).join(', '))}</title>`
  }

  function pattern(state: DrawnState): string {
    const { tile } = LOOKS[state]
    return tile ? tilePattern(`${id}-${state}`, tile, palette.states[state]) : ''
  }

  function legend(): string {
    let left = gutter
    return DRAWN_STATES.filter(state => used.has(state)).map((state) => {
      const name = DRAWN_NAMES[state]
      const swatch = bar(state, left, 18, -2, '') + text(left + 23, row * 0.7 - 2, name, palette.muted)
      left += 23 + name.length * 8.5 + 14
      return swatch
    }).join('')
  }

  function axis(): string {
    return ticks(view.from - model.origin, view.to - model.origin, plot / 90).map(({ time, label }) => {
      const left = round(gutter + (time + model.origin - view.from) / (view.to - view.from) * plot)
      const anchor = left > width - 30 ? 'end' : 'middle'
      return `<line x1="${left}" x2="${left}" y1="${LEGEND}" y2="${LEGEND + bottom + 4}" stroke="${palette.line}"/>${
        text(left, LEGEND + bottom + 17, `${label} ms`, palette.muted, anchor)}`
    }).join('')
  }
}

/** A tile as an SVG pattern. */
export function tilePattern(id: string, tile: Tile, color: string): string {
  const path = tile.lines.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join('')
  return `<pattern id="${id}" width="${tile.size}" height="${tile.size}" patternUnits="userSpaceOnUse">`
    + `<path d="${path}" stroke="${color}" stroke-width="${tile.stroke}" fill="none"/></pattern>`
}

function text(x: number, y: number, content: string, color: string, anchor = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${color}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escape(content)}</text>`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** What XML has no way to write, however escaped: a file with it in a name would not open. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function escape(content: string): string {
  return content.replace(UNWRITABLE, '\uFFFD').replace(/[<>&"]/g, char => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[char]!)
}
