/** A change of one place of a text. */
export interface Replacement {
  /** Offsets in the text before; the end is excluded. */
  from: number
  to: number
  insert: string
}

/** The smallest change of one place that turns a text into another, so that an editor keeps the rest as it is. */
export function minimalEdit(before: string, after: string): Replacement {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head])
    head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }
}
