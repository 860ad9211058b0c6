/** What threads note of a Controlled run, in the memory that protocol/baton-layout.ts describes. */
import type { Op } from '../../protocol/baton-layout'
import { Control, ControlTable, MAX_NOTED_BYTES, MAX_NOTED_OPERATIONS, MAX_OBJECTS, MAX_STEPS, OPERATION_WORDS, OperationWord } from '../../protocol/baton-layout'
import { MAX_LINE_LETTERS } from '../../protocol/lengths'
import { current } from '../current'
import { formatRepr, isFormatting } from '../format'

/** The memory as words. */
export let control: Int32Array<ArrayBufferLike> = new Int32Array(0)
/** The same memory as float64. */
export let controlFloats: Float64Array<ArrayBufferLike> = new Float64Array(0)
let texts: Uint8Array<ArrayBufferLike> = new Uint8Array(0)
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Letters of a value that are kept. */
const MAX_VALUE_LETTERS = 80

/** Lets this worker see the memory. */
export function attachControl(memory: SharedArrayBuffer): void {
  control = new Int32Array(memory)
  controlFloats = new Float64Array(memory)
  texts = new Uint8Array(memory, 4 * ControlTable.Texts)
}

/** A browser writes a text into memory that is not shared only. */
const scratch = new Uint8Array(3 * MAX_LINE_LETTERS)

/** Notes a text, and at a place where it is; as much of it as there is room for. */
function note(text: string, at: number): void {
  // Byte 0 stays free: a place of 0 is none.
  const from = control[Control.NotedBytes]! + 1
  const bytes = encoder.encodeInto(text, scratch.subarray(0, MAX_NOTED_BYTES - from)).written
  texts.set(scratch.subarray(0, bytes), from)
  control[at] = from
  control[at + 1] = bytes
  control[Control.NotedBytes] = from + bytes
}

/** The text that is noted at a place and its length; none when there is none. */
export function notedText(at: number): string | undefined {
  const from = control[at]!
  return from === 0 ? undefined : decoder.decode(texts.slice(from, from + control[at + 1]!))
}

/** Whether a value is being formatted: accesses by its `toString` are no steps. */
let isShowing = false

/** Whether the engine itself looks at a value. */
export function isEngineLooking(): boolean {
  return isShowing
}

function shown(value: unknown): string {
  isShowing = true
  try {
    const text = isFormatting() ? '…' : formatRepr(value)
    return text.length > MAX_VALUE_LETTERS ? `${text.slice(0, MAX_VALUE_LETTERS - 1)}…` : text
  }
  catch {
    return '…'
  }
  finally {
    isShowing = false
  }
}

/** Whether there is room for another operation. */
export function hasRoom(): boolean {
  return control[Control.OperationCount]! < MAX_NOTED_OPERATIONS && control[Control.NotedBytes]! < MAX_NOTED_BYTES - 65_536
}

/**
 * Notes an operation of this thread.
 *
 * @returns its index
 */
export function noteOperation(kind: Op, object: number, item = 0, thread = -1, also = 0, isTimed = false): number {
  const index = control[Control.OperationCount]!
  control[Control.OperationCount] = index + 1
  const at = ControlTable.Operations + OPERATION_WORDS * index
  control.fill(0, at, at + OPERATION_WORDS)
  control[at + OperationWord.Kind] = kind
  control[at + OperationWord.Object] = object
  control[at + OperationWord.Item] = item
  control[at + OperationWord.Thread] = thread + 1
  control[at + OperationWord.Line] = current.line
  control[at + OperationWord.Also] = also
  control[at + OperationWord.Timed] = Number(isTimed)
  control[at + OperationWord.Task] = current.lane === current.threadLane ? 0 : current.lane
  return index
}

/** Notes the value of an operation. */
export function noteValue(operation: number, value: unknown): void {
  note(shown(value), ControlTable.Operations + OPERATION_WORDS * operation + OperationWord.Text)
}

/** Notes that an object was made: its number follows the order in which objects are. */
export function noteObject(kind: number, address: number): void {
  const count = control[Control.ObjectCount]!
  if (count >= MAX_OBJECTS)
    return
  control[Control.ObjectCount] = count + 1
  const at = ControlTable.Objects + 3 * count
  control[at] = kind
  control[at + 1] = address
  control[at + 2] = current.evaluating ? 0 : control[Control.Running]!
}

/** Notes the name of an object, a thread or a task. */
export function noteName(subject: number, name: string): void {
  const count = control[Control.NameCount]!
  if (count >= MAX_OBJECTS)
    return
  control[Control.NameCount] = count + 1
  const at = ControlTable.Names + 3 * count
  control[at] = subject
  note(name, at + 1)
}

/** Records printed output. */
export function noteOutput(text: string): void {
  const count = control[Control.OutputCount]!
  if (count >= MAX_STEPS || !hasRoom())
    return
  control[Control.OutputCount] = count + 1
  note(text, ControlTable.Output + 2 * count)
}

/** Records the first uncaught exception. */
export function noteError(message: string, line: number): void {
  if (control[Control.ErrorText] !== 0)
    return
  note(message, Control.ErrorText)
  control[Control.ErrorLine] = line
  control[Control.ErrorThread] = control[Control.Running]!
}
