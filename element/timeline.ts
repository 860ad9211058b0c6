/** The timeline of a run as part of a page: drawn on a canvas, moved through by keys and pointer, and a table for those who listen. */
import type { Point } from '../engine/display/timeline/pointer'
import type { Target } from '../engine/display/timeline/target'
import type { TimeWindow } from '../engine/display/timeline/window'
import type { Span, TraceSummary } from '../engine/insight'
import { timelineKeys } from '../engine/display/timeline/keys'
import { Picture } from '../engine/display/timeline/picture'
import { fitToParent } from '../engine/display/timeline/place'
import { trackPointer } from '../engine/display/timeline/pointer'
import { FULL_ROW, layoutRows } from '../engine/display/timeline/rows'
import { AXIS, GUTTER } from '../engine/display/timeline/scene'
import { spanSelection } from '../engine/display/timeline/selection'
import { timelineWords } from '../engine/display/timeline/table'
import { targetAt } from '../engine/display/timeline/target'
import { timeWindow } from '../engine/display/timeline/window'
import { DRAWN_NAMES, DRAWN_STATES, drawnStates, LOOKS, spanSentence, spanWords, tilePattern, TraceModel } from '../engine/insight'
import { make } from './dom'
import { PaletteReader } from './palette'

/** Rows that there is room for at least, so that a page moves little when threads start, and at most. */
const LEAST_ROWS = 3
const MOST_ROWS = 12

/** The pane with a run's timeline. */
export class Timeline {
  readonly element: HTMLElement
  readonly #canvas = make('canvas', { 'tabindex': '0', 'role': 'application', 'aria-label': 'Timeline: arrow keys go from span to span, plus and minus zoom, 0 shows all, Enter shows the source line' })
  readonly #plot = make('div', { class: 'plot' }, this.#canvas)
  readonly #legend = make('ul', { 'class': 'legend', 'aria-label': 'States' })
  readonly #said = make('p', { 'class': 'said', 'aria-live': 'polite' })
  readonly #table = make('div', { class: 'hidden' })
  readonly #palette = new PaletteReader()
  readonly #picture = new Picture(() => this.#palette.read())
  readonly #observer = new ResizeObserver(() => this.#request())
  #model = new TraceModel()
  #live = false
  #summary: TraceSummary | undefined
  #size = { width: 0, height: 0 }
  #scroll = 0
  #target: Target | undefined
  #frame = 0
  #seen = 0
  readonly #zoomed: { value: TimeWindow | undefined } = { value: undefined }
  readonly #chosen: { value: { lane: number, index: number } | undefined } = { value: undefined }
  readonly #time = timeWindow(() => ({ origin: this.#model.origin, horizon: this.#model.horizon, live: this.#live }), this.#zoomed)
  readonly #selection = spanSelection(() => this.#model, () => this.#model.ordered(), this.#chosen)

  /** @param goTo shows a line of the source */
  constructor(goTo: (line: number) => void) {
    this.element = make('div', { 'part': 'timeline', 'class': 'timeline', 'role': 'group', 'aria-label': 'Timeline of the run' }, this.#legend, this.#plot, this.#said, this.#table, this.#palette.element)
    const press = timelineKeys({ selection: this.#selection, time: this.#time, follow: span => this.#follow(span), line: goTo })
    this.#canvas.addEventListener('keydown', (event) => {
      press(event)
      this.#request()
    })
    const listeners = trackPointer({ value: this.#canvas }, {
      hover: point => this.#hover(point),
      drag: (dx, dy) => this.#move(-dx, -dy),
      press: point => this.#choose(point, goTo),
      zoom: (factor, about) => this.#time.zoomBy(factor, this.#timeAt(about)),
      scroll: (dx, dy) => this.#move(dx, dy),
      zoomsAt: () => false,
    })
    for (const [type, listener] of Object.entries(listeners) as [keyof typeof listeners, EventListener][]) {
      this.#canvas.addEventListener(type, (event) => {
        // The page scrolls by the wheel; with Ctrl, and sideways, it is the timeline's.
        if (event instanceof WheelEvent && !event.ctrlKey && !event.shiftKey && event.deltaX === 0)
          return
        listener(event)
        this.#request()
      }, { passive: false })
    }
  }

  /** The element has been put into a page. */
  connect(): void {
    this.#observer.observe(this.#plot)
    this.#request()
  }

  /** The element has been taken out. */
  disconnect(): void {
    this.#observer.disconnect()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  /**
   * Shows a run.
   *
   * @param model its trace so far
   * @param live whether it goes on
   * @param summary what it adds up to, once it is over
   */
  show(model: TraceModel, live: boolean, summary: TraceSummary | undefined): void {
    if (model !== this.#model) {
      this.#zoomed.value = this.#chosen.value = this.#target = undefined
      this.#scroll = 0
      this.#said.textContent = ''
    }
    this.#model = model
    this.#live = live
    if (summary !== this.#summary) {
      this.#summary = summary
      this.#table.replaceChildren(...summary ? tableOf(model, summary) : [])
    }
    const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, model.ordered().length))
    this.#plot.style.height = `${rows * FULL_ROW + AXIS}px`
    this.#request()
  }

  #request(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#draw()
    })
  }

  #rows(): ReturnType<typeof layoutRows> {
    return layoutRows(this.#model.ordered().length, this.#size.height - AXIS, this.#scroll)
  }

  #draw(): void {
    const context = this.#canvas.getContext('2d')
    const place = fitToParent(this.#canvas)
    if (!context || !place)
      return
    this.#size = place
    const lanes = this.#model.ordered()
    this.#picture.paint(context, place, true, {
      model: this.#model,
      lanes,
      rowOf: new Map(lanes.map((lane, row) => [lane.id, row])),
      rows: this.#rows(),
      window: this.#time.window(),
      pointer: this.#target,
      moment: undefined,
      marked: [this.#target?.span, this.#selection.span()].filter(span => span !== undefined),
    })
    const seen = drawnStates(this.#model)
    if (seen !== this.#seen) {
      this.#seen = seen
      this.#legend.innerHTML = DRAWN_STATES.filter(state => seen & 1 << state).map(swatch).join('')
    }
  }

  #targetAt(point: Point): Target | undefined {
    return targetAt(this.#model, this.#model.ordered(), this.#rows(), this.#time.window(), this.#size, point.x, point.y)
  }

  #timeAt({ x }: Point): number {
    const { from, to } = this.#time.window()
    return from + Math.max(0, x - GUTTER) / (this.#size.width - GUTTER) * (to - from)
  }

  #hover(point: Point | undefined): void {
    this.#target = point && this.#targetAt(point)
    const span = this.#target?.span
    this.#canvas.title = span ? spanSentence(spanWords(this.#model, span)) : ''
  }

  #move(dx: number, dy: number): void {
    this.#time.panBy(dx / (this.#size.width - GUTTER))
    const { scroll, maxScroll } = this.#rows()
    this.#scroll = Math.min(Math.max(0, scroll + dy), maxScroll)
  }

  #choose(point: Point, goTo: (line: number) => void): void {
    const span = this.#targetAt(point)?.span
    this.#selection.select(span)
    if (span) {
      this.#follow(span)
      if (span.line > 0)
        goTo(span.line)
    }
  }

  /** Brings a chosen span in sight, and says what it is. */
  #follow(span: Span): void {
    this.#time.reveal(span)
    const { height, scroll } = this.#rows()
    const top = this.#model.ordered().findIndex(({ id }) => id === span.lane) * height
    const room = this.#size.height - AXIS
    this.#scroll = top < scroll ? top : Math.max(scroll, top + height - room)
    this.#said.textContent = spanSentence(spanWords(this.#model, span))
  }
}

let lastId = 0

/** A state of the legend, as markup: no text of a person is in it. */
function swatch(state: (typeof DRAWN_STATES)[number]): string {
  const { token, tile, fill, height, rails } = LOOKS[state]
  const color = `var(${token})`
  const id = `live-code-tile-${++lastId}`
  const top = 7 - height * 6
  const box = `x="0" width="18" y="${top}" height="${height * 12}"`
  return `<li><svg width="18" height="14" aria-hidden="true">${tile ? `<defs>${tilePattern(id, tile, color)}</defs>` : ''}`
    + `<rect ${box} fill="${color}" fill-opacity="${fill}"/>${
      rails ? `<rect x="0" y="${top}" width="18" height="${rails}" fill="${color}"/><rect x="0" y="${14 - top - rails}" width="18" height="${rails}" fill="${color}"/>` : ''
    }${tile ? `<rect ${box} fill="url(#${id})"/>` : ''}</svg> ${DRAWN_NAMES[state]}</li>`
}

function tableOf(model: TraceModel, summary: TraceSummary): HTMLElement[] {
  const { longest, states, rows, count } = timelineWords(model, summary)
  const head = ['Name', 'Kind', ...states].map(name => make('th', { scope: 'col' }, name))
  return [
    ...longest ? [make('p', {}, longest)] : [],
    ...count > rows.length ? [make('p', {}, `The first ${rows.length} of ${count} threads and tasks:`)] : [],
    make('table', {}, make('caption', {}, 'What each thread and task did with its time'), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows.map(({ name, kind, times }) =>
      make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, kind), ...times.map(time => make('td', {}, time)))))),
  ]
}
