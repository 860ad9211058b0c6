/** "Did you mean", as in CPython's tracebacks. */

/** Names that differ in more than this share of their letters are unrelated. */
const MAX_DIFFERENCE = 1 / 3

/** The edit distance of two words: letters to insert, delete or change. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(one[i - 1] !== other[j - 1])))
    row = next
  }
  return row[other.length]!
}

/** `create_task` and `createTask` alike. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

/**
 * The name that was probably meant: Python's in camelCase, or a similar one.
 *
 * @param wrong the missing name
 * @param names the existing names
 */
export function suggestion(wrong: string, names: Iterable<string>): string | undefined {
  const wanted = plain(wrong)
  let best: string | undefined
  let least = Math.floor(wanted.length * MAX_DIFFERENCE) + 1
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= least)
      continue
    const between = distance(wanted, plain(name))
    if (between < least) {
      best = name
      least = between
    }
  }
  return best
}
