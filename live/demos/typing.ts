import type { Pace } from '../state/pace'
import { diffArrays } from 'diff'

/** A text on its way, and where the cursor stands in it (1-based). */
export interface Keystroke {
  text: string
  line: number
  column: number
  /** Whether a line is complete with it. */
  endsLine: boolean
}

/**
 * How a person would turn one text into another: from top to bottom, only what differs, and of a line only its middle.
 * The last keystroke leaves exactly `to`.
 *
 * @param from any text
 * @param to what it becomes
 */
export function* keystrokes(from: string, to: string): Generator<Keystroke> {
  const lines = from.split('\n')
  let at = 0
  const changes = diffArrays(lines.slice(), to.split('\n'))
  for (let i = 0; i < changes.length; i++) {
    const { value, removed, added } = changes[i]!
    if (!removed && !added) {
      at += value.length
      continue
    }
    const next = changes[i + 1]
    const typed = added ? value : removed && next?.added ? (i++, next.value) : []
    const gone = removed ? value.length : 0
    const changed = Math.min(gone, typed.length)
    for (const line of typed.slice(0, changed))
      yield* change(lines, at++, line)
    if (gone > changed) {
      lines.splice(at, gone - changed)
      yield stroke(lines, Math.min(at, lines.length - 1), 0, true)
    }
    for (const line of typed.slice(changed)) {
      lines.splice(at, 0, '')
      yield* change(lines, at++, line)
    }
  }
}

function* change(lines: string[], at: number, to: string): Generator<Keystroke> {
  const from = lines[at]!
  const most = Math.min(from.length, to.length)
  let head = 0
  while (head < most && from[head] === to[head])
    head++
  // An editor indents by itself.
  if (from === '')
    head = to.length - to.trimStart().length
  let tail = 0
  while (tail < Math.min(from.length, to.length) - head && from[from.length - 1 - tail] === to[to.length - 1 - tail])
    tail++
  const end = to.slice(to.length - tail)
  for (let length = head; length <= to.length - tail; length++) {
    lines[at] = to.slice(0, length) + end
    yield stroke(lines, at, length, length === to.length - tail)
  }
}

function stroke(lines: readonly string[], at: number, length: number, endsLine: boolean): Keystroke {
  return { text: lines.join('\n'), line: at + 1, column: length + 1, endsLine }
}

/**
 * The lines of a text that are not in the one before it.
 *
 * @returns 1-based numbers
 */
export function changedLines(before: string, after: string): number[] {
  let line = 0
  return diffArrays(before.split('\n'), after.split('\n')).flatMap(({ value, added, removed }) => {
    if (removed)
      return []
    line += value.length
    return added ? value.map((_, i) => line - value.length + i + 1) : []
  })
}

/** Milliseconds between two letters, give or take a half, and between two lines. */
const LETTER = 34
const LINE = 260

/** How many seconds it takes to type a text at a pace, on average. */
export function typingSeconds(from: string, to: string, pace: Pace): number {
  if (pace === 'at once')
    return 0
  const strokes = [...keystrokes(from, to)]
  return pace === 'lines' ? strokes.filter(({ endsLine }) => endsLine).length * LINE / 1000 : strokes.length * LETTER / 1000
}

interface Typing {
  from: string
  to: string
  pace: Pace
  /** Shows a text on its way; answers whether to go on. */
  show: (keystroke: Keystroke) => boolean
  /** Ends the waiting: what is left is typed at once. */
  hurry: AbortSignal
}

/**
 * Types a text.
 *
 * @returns whether it came to its end
 */
export async function type({ from, to, pace, show, hurry }: Typing): Promise<boolean> {
  let last: Keystroke | undefined
  for (const keystroke of keystrokes(from, to)) {
    last = keystroke
    if (hurry.aborted || pace === 'at once' || (pace === 'lines' && !keystroke.endsLine))
      continue
    if (!show(keystroke))
      return false
    await pause(pace === 'lines' ? LINE : LETTER * (0.5 + Math.random()), hurry)
  }
  return !last || show(last)
}

function pause(ms: number, hurry: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    hurry.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      hurry.removeEventListener('abort', done)
      resolve()
    }
  })
}
