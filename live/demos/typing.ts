import type { Pace } from '../state/pace'
import { diffArrays } from 'diff'

/** An intermediate text, and the cursor's position in it (1-based). */
export interface Keystroke {
  text: string
  line: number
  column: number
  /** Whether it completes a line. */
  endsLine: boolean
}

/**
 * How a person would turn one text into another: from top to bottom, only the differences, and only the middle of a line.
 * The last keystroke yields exactly `to`.
 *
 * @param from the text to start from
 * @param to the text to end with
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
  // Editors indent on their own.
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

/** Milliseconds between two letters, plus or minus half, and between two lines. */
const LETTER = 34
const LINE = 260

/** The average time to type a text at a pace, in seconds. */
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
  /** Shows an intermediate text; returns whether to go on. */
  show: (keystroke: Keystroke) => boolean
  /** Stops waiting: the rest is typed at once. */
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
