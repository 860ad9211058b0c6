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
