import type { BenchRow } from '../row'
import { measureRoom } from '../room/guests'
import { spreadOf } from '../row'

const GUESTS = 200
const EDITS = 40
const MAX_RATIO = 3
const MAX_MS = 250

/** The value that a part of all values does not exceed. */
function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1]!
}

/** An edit has to reach two hundred guests while it is typed. */
export const room: BenchRow = {
  name: 'room',
  what: `an edit until 95% of ${GUESTS} guests have it, signed and verified, against the same bytes through a bare broker`,
  bar: `p95 <= ${MAX_RATIO} x the bare broker's and <= ${MAX_MS} ms`,
  async measure() {
    const { ours, peer, presenter, bytes, memory } = await measureRoom(GUESTS, EDITS)
    const [p50, p95] = [quantile(ours, 0.5), quantile(ours, 0.95)]
    const bare = quantile(peer, 0.95)
    console.error(`  p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms against ${bare.toFixed(1)} ms; ${bytes} bytes an edit; the presenter's thread busy for at most ${presenter.toFixed(1)} ms; both relays ${(memory / 1e6).toFixed(0)} MB`)
    return { ours: p95, peer: bare, unit: 'ms', ratio: p95 / bare, spread: spreadOf(ours), holds: p95 <= MAX_RATIO * bare && p95 <= MAX_MS }
  },
}
