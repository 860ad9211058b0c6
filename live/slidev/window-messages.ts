import * as v from 'valibot'

const finite = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Where the talk is: `SharedState` of @slidev/client/state/shared.ts. */
const sharedState = v.partial(v.strictObject({
  page: v.pipe(count, v.minValue(1), v.maxValue(9999)),
  clicks: count,
  clicksTotal: count,
  timer: v.object({
    status: v.picklist(['stopped', 'running', 'paused']),
    slides: v.record(v.string(), v.object({ start: v.optional(finite), end: v.optional(finite) })),
    startedAt: finite,
    pausedAt: finite,
  }),
  cursor: v.optional(v.object({ x: finite, y: finite, style: v.optional(v.picklist(['cursor', 'laser'])) })),
  lastUpdate: v.object({ id: v.string(), type: v.picklist(['presenter', 'viewer']), time: finite }),
}))

/** What is drawn on each slide, as SVG. */
const drawings = v.record(v.pipe(v.string(), v.digits()), v.pipe(v.string(), v.maxLength(5_000_000)))

/** What Slidev's windows tell each other, by the end of the channel's name; the talk's title is in front of it. */
const shapes: readonly [string, v.GenericSchema][] = [[' - shared', sharedState], [' - drawings', drawings]]

let refused = 0

/**
 * Keeps from Slidev what its windows do not say to each other: it would go to whatever page it is told. How many
 * messages that were stands in `data-refused-messages` of the document's element.
 */
export function refuseMessage(channel: string, event: MessageEvent<unknown>) {
  const shape = shapes.find(([end]) => channel.endsWith(end))?.[1]
  if (!shape || v.is(shape, event.data))
    return
  event.stopImmediatePropagation()
  refused += 1
  document.documentElement.dataset.refusedMessages = String(refused)
}
