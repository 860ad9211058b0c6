/** Builds the report of a Controlled run, for the search and the page, from its threads' records. */
import type { Operation, PendingOperation, ScheduledRun, ScheduleEnd, ScheduleStep } from '../../protocol/schedule'
import { BatonWord, CLOCK, Control, ControlTable, End, Op, OPERATION_KINDS, OPERATION_WORDS, OperationWord, PENDING_WORDS, PendingWord, STEP_WORDS, StepWord } from '../../protocol/baton-layout'
import { kindName } from '../objects'
import { control, notedText } from './notes'
import { batonOf } from './scheduler'

/** What objects, threads and tasks are called. */
interface Names {
  /** By an object's address, or minus a lane. */
  readonly given: ReadonlyMap<number, string>
  readonly objects: ReadonlyMap<number, string>
}

function readNames(): Names {
  const given = new Map<number, string>()
  for (let index = 0; index < control[Control.NameCount]!; index++) {
    const at = ControlTable.Names + 3 * index
    given.set(control[at]!, notedText(at + 1) ?? '')
  }
  const objects = new Map<number, string>([[CLOCK, 'clock']])
  const counts = new Map<string, number>()
  for (let index = 0; index < control[Control.ObjectCount]!; index++) {
    const at = ControlTable.Objects + 3 * index
    const kind = kindName(control[at]!).replace(/^Shared/, '').toLowerCase()
    const maker = control[at + 2]!
    const series = maker === 0 ? `${kind}#` : `${kind}#${maker}.`
    const number = (counts.get(series) ?? 0) + 1
    counts.set(series, number)
    objects.set(control[at + 1]!, series + number)
  }
  return { given, objects }
}

/** Where the texts of a program's output go. */
const OUTPUT = 'stdout'

function readOperation(index: number, { given, objects }: Names): Operation {
  const at = ControlTable.Operations + OPERATION_WORDS * index
  const kind: Op = control[at + OperationWord.Kind]!
  const address = control[at + OperationWord.Object]!
  const item = control[at + OperationWord.Item]!
  const thread = control[at + OperationWord.Thread]!
  const task = control[at + OperationWord.Task]!
  const object = kind === Op.Print ? OUTPUT : kind === Op.Sleep ? 'clock' : objects.get(address)
  const name = address === 0 ? undefined : given.get(address)
  const also = [objects.get(control[at + OperationWord.Also]!), objects.get(control[at + OperationWord.Inbox]!), control[at + OperationWord.Timed] === 1 && kind !== Op.Sleep ? 'clock' : undefined].filter(other => other !== undefined)
  const value = notedText(at + OperationWord.Text)
  return {
    kind: OPERATION_KINDS[kind]!,
    ...object !== undefined && { object: item === 0 ? object : `${object}[${item - 1}]` },
    ...also.length > 0 && { also },
    ...thread !== 0 && { thread: thread - 1 },
    ...name !== undefined && { name: item === 0 ? name : `${name}[${item - 1}]` },
    ...value !== undefined && { value },
    line: control[at + OperationWord.Line]!,
    ...task !== 0 && { task: given.get(-task) ?? `Task ${task}` },
  }
}

/** What the run was that has just ended. */
export function readRun(): ScheduledRun {
  const names = readNames()
  const operations = new Map<number, Operation>()
  const operation = (index: number): Operation => {
    let known = operations.get(index)
    if (!known)
      operations.set(index, known = readOperation(index, names))
    return known
  }
  // One object for all states that it is in: a hundred threads have a hundred of them before each step.
  const prospects = new Map<string, PendingOperation>()
  const prospect = (at: number): PendingOperation => {
    const number = control[at + PendingWord.Operation]!
    const enabled = control[at + PendingWord.Enabled]!
    const heldBy = control[at + PendingWord.HeldBy]!
    const key = `${number} ${enabled} ${heldBy}`
    let known = prospects.get(key)
    if (!known)
      prospects.set(key, known = { thread: control[at + PendingWord.Thread]!, operation: operation(number), enabled: enabled === 1, ...heldBy !== 0 && { heldBy: [heldBy - 1] } })
    return known
  }
  const pending = (from: number, to: number): PendingOperation[] =>
    Array.from({ length: to - from }, (_, index) => prospect(ControlTable.Pending + PENDING_WORDS * (from + index)))
  const steps: ScheduleStep[] = []
  const count = control[Control.StepCount]!
  let noted = 0
  for (let index = 0; index < count; index++) {
    const at = ControlTable.Steps + STEP_WORDS * index
    const from = control[at + StepWord.Pending]!
    noted = from + control[at + StepWord.PendingCount]!
    steps.push({
      thread: control[at + StepWord.Thread]!,
      operation: operation(control[at + StepWord.Operation]!),
      pending: pending(from, noted),
      ...control[at + StepWord.Forced] === 1 && { forced: true as const },
    })
  }
  let output = ''
  for (let index = 0; index < control[Control.OutputCount]!; index++)
    output += notedText(ControlTable.Output + 2 * index) ?? ''
  const threads: string[] = []
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++)
    threads.push(names.given.get(-control[batonOf(thread) + BatonWord.Lane]!) ?? '')
  const diverged = control[Control.Diverged]!
  return { steps, end: readEnd(() => pending(noted, control[Control.PendingCount]!)), output, threads, ...diverged !== 0 && { diverged: diverged - 1 } }
}

function readEnd(waiting: () => PendingOperation[]): ScheduleEnd {
  const end: End = control[Control.End]!
  if (end === End.Deadlock)
    return { kind: 'deadlock', waiting: waiting() }
  if (end === End.Unfinished)
    return { kind: 'unfinished' }
  const message = notedText(Control.ErrorText)
  if (message !== undefined)
    return { kind: 'error', message, line: control[Control.ErrorLine]!, thread: control[Control.ErrorThread]! }
  return { kind: 'finished' }
}
