import type { StageMessage } from './messages'
import { RECORD_BYTES } from '../../engine/protocol/trace'

/** How much of a run's trace goes over a network: a long one would choke it, so the rest is left out and counted as missing. */
export class TraceBudget {
  /** Bytes of each run's trace, sent and not sent. */
  private readonly bytes = new Map<string, number>()

  /** @param most bytes of one run */
  constructor(private readonly most: number) {}

  /** A message as it is sent: an event keeps its number also where its records are left out. */
  thinned(message: StageMessage): StageMessage {
    if (message.type !== 'event')
      return message
    const { run, event } = message
    const known = this.bytes.get(run) ?? 0
    if (event.type === 'trace') {
      this.bytes.set(run, known + event.batch.byteLength)
      return known > this.most ? { ...message, event: { type: 'trace', batch: new ArrayBuffer(0) } } : message
    }
    if (event.type !== 'end' || known <= this.most)
      return message
    const droppedRecords = event.summary.droppedRecords + Math.floor((known - this.most) / RECORD_BYTES)
    return { ...message, event: { type: 'end', summary: { ...event.summary, droppedRecords } } }
  }
}
