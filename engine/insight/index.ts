export type { Tick } from './drawing/axis'
export { duration, ticks } from './drawing/axis'
export type { Palette, StateLook, Tile } from './drawing/look'
export { LOOKS } from './drawing/look'
export type { SvgOptions } from './drawing/svg'
export { tilePattern, timelineSvg } from './drawing/svg'
export type { SpanWords } from './drawing/words'
export { reasonOf, shortName, spanSentence, spanWords } from './drawing/words'
/**
 * Facts out of a run's trace: lanes and their spans, sums, what a drawing needs.
 * It knows the protocol and nothing else, so that it works on the page, in a worker and in Node alike.
 */
export type { Lane, LaneOutcome, Span } from './lane'
export { threadOf } from './order'
export type { View } from './segments'
export { segments } from './segments'
export type { TraceSummary } from './summary'
export { summarize, summarizing } from './summary'
export type { LaneTotals, Wait } from './totals'
export { STATES, totalsOf } from './totals'
export { TraceModel } from './trace-model'
