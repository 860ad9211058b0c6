/** The shapes of runs, checked when they come from storage or from another window. */
import type { GenericSchema } from 'valibot'
import type { Deadlock, ExceptionDetails, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import type { RunEvent } from '../../engine/protocol/run-event'
import type { RunInfo, RunSnapshot } from './run-events'
import * as v from 'valibot'
import { MAX_LINE_LETTERS, MAX_MESSAGE_LETTERS, MAX_NAME_LETTERS } from '../../engine/protocol/lengths'
import { RECORD_BYTES } from '../../engine/protocol/trace'
import { count, finite, name } from '../state/plain-shapes'
import { MOST_TEXT, stamp } from '../state/register-shapes'

/** Letters for the note of how much a shortened text has lost. */
const SAYS_MORE = 100

const spoken = v.pipe(v.string(), v.maxLength(MAX_NAME_LETTERS + SAYS_MORE))
const message = v.pipe(v.string(), v.maxLength(MAX_MESSAGE_LETTERS + SAYS_MORE))
const lane = v.pipe(v.number(), v.safeInteger())
const mode = v.picklist(['gil', 'free'])

/** Checked by hand: a schema for each of a hundred thousand lines would take longer than drawing them. */
const line = v.custom<OutputLine>((value) => {
  if (typeof value !== 'object' || value === null)
    return false
  const { stream, text, cut, thread, task, lane, time, unfinished } = value as Record<keyof OutputLine, unknown>
  return (stream === 'stdout' || stream === 'stderr') && isText(text, MAX_LINE_LETTERS)
    && (cut === undefined || Number.isSafeInteger(cut)) && isText(thread, MAX_NAME_LETTERS)
    && (task === undefined || isText(task, MAX_NAME_LETTERS)) && Number.isSafeInteger(lane) && Number.isFinite(time)
    && (unfinished === undefined || unfinished === true)
})

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length <= most
}

const lines = v.pipe(v.array(line), v.maxLength(1_000_000))
const records = v.pipe(v.instance(ArrayBuffer), v.check(({ byteLength }) => byteLength % RECORD_BYTES === 0))

const frame = v.object({ function: message, line: lane, column: lane, repeated: v.optional(count) })

/** How deeply exceptions may nest: Python shows ten levels of groups. */
const EXCEPTION_DEPTH = 16

const details = {
  type: message,
  message,
  notes: v.optional(v.array(message)),
  traceback: v.optional(v.pipe(v.array(frame), v.maxLength(10_000))),
  exceptionsLeftOut: v.optional(count),
}

/** An exception with nested ones, down to a depth. */
function exception(depth: number): GenericSchema<ExceptionDetails> {
  return depth === 0 ? v.object(details) : v.object({ ...details, ...others(exception(depth - 1)) })
}

function others(inner: GenericSchema<ExceptionDetails>) {
  return {
    chain: v.optional(v.array(v.intersect([inner, v.object({ relation: v.picklist(['cause', 'context']) })]))),
    exceptions: v.optional(v.array(inner)),
  }
}

const problem: GenericSchema<Problem> = v.object({
  ...details,
  ...others(exception(EXCEPTION_DEPTH)),
  severity: v.picklist(['error', 'warning']),
  origin: v.picklist(['compile', 'main', 'thread', 'task', 'engine']),
  where: v.optional(message),
  line: v.optional(lane),
  column: v.optional(lane),
  hint: v.optional(message),
  time: v.optional(finite),
})

const deadlock: GenericSchema<Deadlock> = v.object({
  kind: v.picklist(['threads', 'tasks']),
  members: v.pipe(v.array(v.object({ lane, subject: lane, heldBy: lane, line: lane })), v.maxLength(100_000)),
  time: finite,
})

const summary: GenericSchema<RunSummary> = v.object({
  outcome: v.picklist(['finished', 'failed', 'stopped', 'superseded', 'crashed']),
  mode,
  wall: finite,
  peakThreads: count,
  gilSwitches: count,
  gilRequests: count,
  droppedRecords: count,
  exitStatus: v.optional(count),
  cores: count,
  seed: v.optional(finite),
  python: v.optional(name),
})

const input = v.object({ request: count, prompt: message, hidden: v.boolean() })

const named = { of: v.picklist(['lane', 'subject']), id: lane, name: spoken }

export const runOptions: GenericSchema<RunOptions> = v.object({
  mode: v.optional(mode),
  switchInterval: v.optional(finite),
  threads: v.optional(count),
  debug: v.optional(v.boolean()),
  environment: v.optional(v.record(name, name)),
  trace: v.optional(v.boolean()),
  seed: v.optional(finite),
})

export const runInfo: GenericSchema<RunInfo> = v.object({
  id: name,
  stamp,
  file: name,
  source: v.pipe(v.string(), v.maxLength(MOST_TEXT)),
  options: runOptions,
  recorded: v.optional(message),
})

export const runEvent: GenericSchema<RunEvent> = v.variant('type', [
  v.object({ type: v.literal('state'), state: v.picklist(['idle', 'loading', 'compiling', 'running', 'stopping']) }),
  v.object({ type: v.literal('output'), lines }),
  v.object({ type: v.literal('trace'), batch: records }),
  v.object({ type: v.literal('name'), ...named }),
  v.object({ type: v.literal('problem'), problem }),
  v.object({ type: v.literal('deadlock'), deadlock }),
  v.object({ type: v.literal('input'), wanted: input }),
  v.object({ type: v.literal('input-over'), request: count }),
  v.object({ type: v.literal('end'), summary }),
  v.object({ type: v.literal('gone'), as: v.picklist(['superseded', 'broken', 'lost']) }),
])

export const runSnapshot: GenericSchema<RunSnapshot> = v.object({
  info: runInfo,
  next: count,
  status: v.variant('kind', [
    v.object({ kind: v.picklist(['running', 'stopping']), for: finite }),
    v.object({ kind: v.literal('ended'), summary }),
    v.object({ kind: v.picklist(['never', 'loading', 'compiling', 'superseded', 'broken', 'lost']) }),
  ]),
  lines,
  droppedLines: count,
  problems: v.pipe(v.array(problem), v.maxLength(100_000)),
  deadlock: v.optional(deadlock),
  inputs: v.optional(v.pipe(v.array(input), v.maxLength(10_000))),
  names: v.pipe(v.array(v.object(named)), v.maxLength(1_000_000)),
  trace: v.array(records),
  horizon: finite,
})
