import type { FigureDefinition } from '../plot'
import { figuresOf, median, provenanceOf, pythonRecordings, shortVersion, shown } from '../../../live/recordings/recordings'
import { LABEL, STYLE, WIDTH } from '../plot'

/** Increments of both threads of the demo together. */
const ALL = 10_000_000

interface Bar {
  python: string
  code: string
  lost: number
}

const recordings = pythonRecordings('lost-update')

const bars: Bar[] = recordings.flatMap(recording => ([['threads', '+= 1'], ['call', '+= int(1)']] as const).map(([variant, code]) => ({
  python: shortVersion(recording),
  code,
  lost: 100 * median(figuresOf(recording, variant, 'lost')) / ALL,
})))

const last = recordings.at(-1)

/** Updates that were lost, by Python version and by what follows the `+=`. */
export const lostUpdates: FigureDefinition = {
  alt: `Share of updates lost by two threads. ${bars.map(bar => `Python ${bar.python}, ${bar.code}: ${shown(bar.lost)} %`).join('. ')}.`,
  provenance: `${last ? provenanceOf(last).replace(last.by.version, `${bars[0]?.python} to ${shortVersion(last)}`) : ''}, 2 threads, median`,
  options: plot => ({
    width: WIDTH,
    height: 272,
    marginTop: 30,
    marginBottom: 34,
    marginLeft: 0,
    style: STYLE,
    fx: { label: null, padding: 0.24, domain: [...new Set(bars.map(bar => bar.python))], axis: 'bottom' },
    x: { axis: null, padding: 0.1, domain: ['+= 1', '+= int(1)'] },
    y: { axis: null, domain: [0, Math.max(...bars.map(({ lost }) => lost))] },
    marks: [
      plot.ruleY([0], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      plot.barY(bars, { fx: 'python', x: 'code', y: 'lost', fill: bar => (bar as Bar).code === '+= 1' ? 'var(--threads-fill)' : 'var(--muted)', rx: 2 }),
      plot.text(bars, { ...LABEL, fx: 'python', x: 'code', y: 'lost', text: bar => (bar as Bar).lost === 0 ? '0' : `${Math.round((bar as Bar).lost)}%`, dy: -11, fontSize: 16 }),
    ],
  }),
}
