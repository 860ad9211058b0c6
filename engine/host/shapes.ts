/**
 * The shapes of the sandbox's messages. Programs run there, and can forge what the engine's own code writes: anything of
 * another shape must reach neither the page nor its components.
 */
import type { SandboxToHost } from '../protocol/messages'
import type { Deadlock } from '../protocol/run'
import type { ProblemReport, ReportedException } from '../protocol/text'
import * as v from 'valibot'
import { OPERATION_KINDS } from '../protocol/baton-layout'
import { shortenReport } from '../protocol/lengths'
import { areStates } from '../protocol/packed-run'
import { RECORD_BYTES } from '../protocol/trace'

/** How deeply exceptions may nest: Python shows ten levels of groups. */
const EXCEPTION_DEPTH = 16

const count = v.pipe(v.number(), v.finite(), v.minValue(0))
const index = v.pipe(v.number(), v.safeInteger())
const run = { run: index }
const request = { ...run, request: index }

const counters = v.object({ wall: count, peakThreads: count, gilSwitches: count, gilRequests: count, droppedRecords: count, exitStatus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))) })

const thread = v.pipe(index, v.minValue(0))
const text = v.optional(v.string())

const operation = v.object({
  kind: v.picklist(OPERATION_KINDS),
  object: text,
  also: v.optional(v.array(v.string())),
  thread: v.optional(thread),
  name: text,
  value: text,
  line: thread,
  task: text,
})

const pending = v.object({ thread, operation, enabled: v.boolean(), heldBy: v.optional(v.array(thread)) })

const scheduleEnd = v.variant('kind', [
  v.object({ kind: v.literal('finished') }),
  v.object({ kind: v.literal('error'), message: v.string(), line: thread, thread }),
  v.object({ kind: v.literal('deadlock'), waiting: v.array(pending) }),
  v.object({ kind: v.literal('unfinished') }),
])

const scheduledRun = v.pipe(
  v.object({
    steps: v.array(v.object({ thread, operation, forced: v.optional(v.literal(true)) })),
    prospects: v.array(pending),
    states: v.instance(Int32Array),
    end: scheduleEnd,
    output: v.string(),
    threads: v.array(v.string()),
    diverged: v.optional(thread),
  }),
  v.check(packed => areStates(packed)),
)

const coverage = v.variant('kind', [
  v.object({ kind: v.literal('all'), cutOff: v.boolean() }),
  v.object({ kind: v.literal('bounded'), preemptions: index, cutOff: v.boolean() }),
  v.object({ kind: v.literal('some') }),
])

const report = v.object({
  ends: v.array(v.object({ end: scheduleEnd, output: v.string(), runs: count, interleavings: v.optional(count), example: scheduledRun, preemptions: count })),
  coverage,
  runs: count,
  redundant: count,
  atRandom: count,
  interleavings: v.optional(count),
  races: v.array(v.string()),
  lockOrders: v.array(v.string()),
})

const message = v.variant('type', [
  v.object({ type: v.literal('explored'), ...run, report, isOver: v.boolean() }),
  v.object({ type: v.literal('scheduled'), ...run, runs: v.array(scheduledRun) }),
  v.object({ type: v.literal('pong'), id: index }),
  v.object({ type: v.literal('fault'), ...run, message: v.string() }),
  v.object({ type: v.literal('warm'), workers: count }),
  v.object({ type: v.literal('text'), ...run, batch: v.array(v.instance(ArrayBuffer)) }),
  v.object({ type: v.literal('trace'), ...run, batch: v.pipe(v.instance(ArrayBuffer), v.check(({ byteLength }) => byteLength > 0 && byteLength % RECORD_BYTES === 0)) }),
  v.object({ type: v.literal('ended'), ...run, outcome: v.picklist(['finished', 'failed', 'stopped', 'superseded']), counters }),
  v.object({ type: v.literal('io-open'), ...request, url: v.string(), method: v.string(), headers: v.array(v.tuple([v.string(), v.string()])), body: v.optional(v.instance(ArrayBuffer)), whole: v.boolean() }),
  v.object({ type: v.literal('io-pull'), ...request }),
  v.object({ type: v.literal('io-cancel'), ...request }),
  v.object({ type: v.literal('io-input'), ...request, prompt: v.string(), hidden: v.boolean() }),
  v.object({ type: v.literal('python-ready'), version: v.string() }),
  v.object({ type: v.literal('python-snapshot'), snapshot: v.instance(Blob) }),
  v.object({ type: v.literal('python-broken'), reason: v.string(), run: v.optional(index) }),
])

/** A message of the sandbox, except that of a broken frame; undefined when its shape is unknown. */
export function sandboxMessage(data: unknown): Exclude<SandboxToHost, { type: 'broken' }> | undefined {
  const result = v.safeParse(message, data)
  return result.success ? result.output : undefined
}

const broken = v.object({ type: v.literal('broken'), fault: v.picklist(['workers', 'shared-memory', 'silent']), reason: v.string() })

/** Why a frame can't run anything, if the message says so. */
export function brokenFrame(data: unknown): v.InferOutput<typeof broken> | undefined {
  const result = v.safeParse(broken, data)
  return result.success ? result.output : undefined
}

const ofRun = v.object(run)

/** The run that a message claims to be about, if any. */
export function runOf(data: unknown): number | undefined {
  const result = v.safeParse(ofRun, data)
  return result.success ? result.output.run : undefined
}

const end = v.object({ type: v.literal('ended'), ...run })

/** The run that a message claims has ended, whatever else it contains. */
export function endedRun(data: unknown): number | undefined {
  const result = v.safeParse(end, data)
  return result.success ? result.output.run : undefined
}

/** Python sends None for a missing value. */
function orNone<T>(schema: v.GenericSchema<unknown, T>) {
  return v.pipe(v.nullish(schema), v.transform(value => value ?? undefined))
}

const traceback = v.array(v.object({ line: index, column: index, function: v.string(), repeated: orNone(count) }))
const details = { type: v.string(), message: v.string(), notes: orNone(v.array(v.string())), stack: orNone(v.string()), traceback: orNone(traceback), exceptionsLeftOut: orNone(count) }

/** An exception with nested ones, down to a depth. */
function exceptionShape(depth: number): v.GenericSchema<unknown, ReportedException> {
  if (depth === 0)
    return v.object(details)
  const inner = exceptionShape(depth - 1)
  return v.object({ ...details, ...others(inner) })
}

function others(inner: v.GenericSchema<unknown, ReportedException>) {
  const link = v.intersect([inner, v.object({ relation: v.picklist(['cause', 'context']) })])
  return { chain: orNone(v.array(link)), exceptions: orNone(v.array(inner)) }
}

const problem = v.object({
  ...details,
  ...others(exceptionShape(EXCEPTION_DEPTH)),
  severity: v.picklist(['error', 'warning']),
  origin: v.picklist(['compile', 'main', 'thread', 'task', 'engine']),
  where: v.string(),
  stack: v.string(),
  column: orNone(index),
  line: orNone(index),
  hint: orNone(v.string()),
})

const deadlock = v.object({
  kind: v.picklist(['threads', 'tasks']),
  members: v.pipe(v.array(v.object({ lane: index, subject: index, heldBy: index, line: index })), v.minLength(1)),
})

/**
 * Parses a problem's report.
 *
 * @throws SyntaxError or ValiError for any other text
 */
export function problemReport(text: string): ProblemReport {
  return v.parse(problem, JSON.parse(text, shortenReport))
}

/**
 * Parses a deadlock's report.
 *
 * @throws SyntaxError or ValiError for any other text
 */
export function deadlockReport(text: string): Omit<Deadlock, 'time'> {
  return v.parse(deadlock, JSON.parse(text, shortenReport))
}
