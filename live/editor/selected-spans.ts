import type { Selection } from '../state/registers'

/** A stretch of one line; columns are 1-based, the end is excluded. */
export interface LineSpan {
  line: number
  from: number
  to: number
}

/**
 * The parts of a selection, line by line. Where it goes on to the next line, the end of the line belongs to it, one
 * column wide, as editors draw it.
 */
export function selectedSpans({ anchor, head }: Selection, text: string): LineSpan[] {
  const [start, end] = anchor[0] < head[0] || (anchor[0] === head[0] && anchor[1] <= head[1]) ? [anchor, head] : [head, anchor]
  const lines = text.split('\n')
  const spans: LineSpan[] = []
  for (let line = start[0]; line <= Math.min(end[0], lines.length); line++) {
    const from = line === start[0] ? start[1] : 1
    const to = line === end[0] ? end[1] : lines[line - 1]!.length + 2
    if (to > from)
      spans.push({ line, from, to })
  }
  return spans
}
