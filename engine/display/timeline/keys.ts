import type { Span } from '../../insight'
import type { TimelineSelection } from './selection'
import type { TimeWindowControl } from './window'

/** What the keys move. */
interface Moved {
  selection: TimelineSelection
  time: Pick<TimeWindowControl, 'zoomBy' | 'fit'>
  /** Shows the span that they have come to. */
  follow: (span: Span) => void
  /** Shows the line of source that a span knows. */
  line: (line: number) => void
}

/**
 * The keys of a timeline that has the focus: arrows go from span to span, plus and minus zoom, 0 shows all, Enter goes
 * to the source line, Escape leaves.
 *
 * @returns what to call with each press
 */
export function timelineKeys({ selection, time, follow, line }: Moved): (event: KeyboardEvent) => void {
  function go(span: Span | undefined) {
    if (span)
      follow(span)
  }

  const keys: Record<string, (event: KeyboardEvent) => void> = {
    'ArrowLeft': () => go(selection.along(-1)),
    'ArrowRight': () => go(selection.along(1)),
    'ArrowUp': () => go(selection.across(-1)),
    'ArrowDown': () => go(selection.across(1)),
    '+': () => time.zoomBy(0.5, selection.centre()),
    '=': () => time.zoomBy(0.5, selection.centre()),
    '-': () => time.zoomBy(2, selection.centre()),
    '0': time.fit,
    'Enter': () => {
      const span = selection.span()
      if (span && span.line > 0)
        line(span.line)
    },
    'Escape': event => (event.target as HTMLElement).blur(),
  }

  return (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (!act)
      return
    // The page must not scroll, nor a deck turn its slides, with the keys that move through the timeline.
    event.preventDefault()
    event.stopPropagation()
    act(event)
  }
}
