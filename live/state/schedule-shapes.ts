/** The shapes of Controlled runs and of what an exploration found, checked when they come from another window. */
import type { GenericSchema } from 'valibot'
import type { ExplorationReport } from '../../engine/protocol/exploration'
import type { Operation, OperationKind, PendingOperation, ScheduledRun, ScheduleEnd } from '../../engine/protocol/schedule'
import * as v from 'valibot'
import { MAX_RUN_THREADS, MAX_STEPS } from '../../engine/protocol/baton-layout'
import { count, name } from './plain-shapes'

/** Letters of what a program printed, or of an error. */
const MOST_PRINTED = 100_000
const MOST_LISTED = 10_000

const KINDS = [
  'begin',
  'end',
  'start',
  'join',
  'read',
  'write',
  'update',
  'acquire',
  'release',
  'wait',
  'notify',
  'put',
  'get',
  'sleep',
  'io',
  'suspend',
  'print',
  'checkpoint',
] as const satisfies readonly OperationKind[]

const printed = v.pipe(v.string(), v.maxLength(MOST_PRINTED))
const thread = v.pipe(count, v.maxValue(MAX_RUN_THREADS))

function atMost<Item>(most: number, item: GenericSchema<Item>) {
  return v.pipe(v.array(item), v.maxLength(most))
}

const operation: GenericSchema<Operation> = v.object({
  kind: v.picklist(KINDS),
  object: v.optional(name),
  also: v.optional(atMost(MOST_LISTED, name)),
  thread: v.optional(thread),
  name: v.optional(name),
  value: v.optional(printed),
  line: count,
  task: v.optional(name),
})

const pending: GenericSchema<PendingOperation> = v.object({
  thread,
  operation,
  enabled: v.boolean(),
  heldBy: v.optional(atMost(MAX_RUN_THREADS, thread)),
})

const end: GenericSchema<ScheduleEnd> = v.variant('kind', [
  v.object({ kind: v.literal('finished') }),
  v.object({ kind: v.literal('error'), message: printed, line: count, thread }),
  v.object({ kind: v.literal('deadlock'), waiting: atMost(MAX_RUN_THREADS, pending) }),
  v.object({ kind: v.literal('unfinished') }),
])

export const scheduledRun: GenericSchema<ScheduledRun> = v.object({
  steps: atMost(MAX_STEPS, v.object({ thread, operation, pending: atMost(MAX_RUN_THREADS, pending), forced: v.optional(v.literal(true)) })),
  end,
  output: printed,
  threads: atMost(MAX_RUN_THREADS, name),
  diverged: v.optional(count),
})

export const explorationReport: GenericSchema<ExplorationReport> = v.object({
  ends: atMost(MOST_LISTED, v.object({ end, output: printed, runs: count, interleavings: v.optional(count), example: scheduledRun, preemptions: count })),
  coverage: v.variant('kind', [
    v.object({ kind: v.literal('all'), cutOff: v.boolean() }),
    v.object({ kind: v.literal('bounded'), preemptions: count, cutOff: v.boolean() }),
    v.object({ kind: v.literal('some') }),
  ]),
  runs: count,
  redundant: count,
  atRandom: count,
  interleavings: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  races: atMost(MOST_LISTED, printed),
  lockOrders: atMost(MOST_LISTED, printed),
})
