import type { FigureDefinition } from '../plot'
import { figuresOf, provenanceOf, recordingOf, shown } from '../../../live/recordings/recordings'
import { STYLE, WIDTH } from '../plot'

interface Dot {
  way: string
  p99: number
}

const WAYS = [['idle', 'alone'], ['busy', 'beside a busy thread']] as const

const recording = recordingOf('fib-server')
const dots: Dot[] = WAYS.flatMap(([variant, way]) => figuresOf(recording, variant, 'p99').map(p99 => ({ way, p99 })))

/** The slowest answers of a server thread, one dot for each repetition. */
export const fibServer: FigureDefinition = {
  alt: `99th percentile of the answers' times in milliseconds, one dot for each repetition. ${WAYS.map(([, way]) => `${way}: ${dots.filter(dot => dot.way === way).map(dot => shown(dot.p99)).join(', ')}`).join('. ')}.`,
  provenance: `${provenanceOf(recording)}, 200 requests each, every repetition shown`,
  options: plot => ({
    width: WIDTH,
    height: 190,
    marginLeft: 220,
    marginRight: 60,
    marginBottom: 44,
    marginTop: 8,
    style: STYLE,
    x: { domain: [0, Math.max(...dots.map(dot => dot.p99))], label: null, tickFormat: (value: number) => `${value} ms`, ticks: 6 },
    y: { domain: WAYS.map(([, way]) => way), axis: null },
    marks: [
      plot.ruleX([5], { stroke: 'var(--state-gil-wait)', strokeWidth: 2, strokeDasharray: '5 4' }),
      plot.text([5], { x: value => value as number, frameAnchor: 'top', text: () => 'switch interval', dy: -2, dx: 8, textAnchor: 'start', fill: 'var(--state-gil-wait)', fontSize: 16 }),
      plot.dot(dots, { x: 'p99', y: 'way', r: 9, fill: 'var(--threads-fill)', fillOpacity: 0.8, stroke: 'var(--paper)' }),
      plot.text(WAYS, { fill: 'var(--ink)', x: 0, y: way => (way as readonly string[])[1], text: way => (way as readonly string[])[1] ?? '', textAnchor: 'end', dx: -14, fontSize: 19 }),
    ],
  }),
}
