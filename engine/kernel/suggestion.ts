/** "Did you mean", as CPython's tracebacks have it. */

/** Names that differ in more than this part of their letters are other names. */
const MAX_DIFFERENCE = 1 / 3

/** How many letters have to be put in, taken out or changed to make one word of the other. */
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
 * The name that was meant: that of Python in camelCase, or one that is nearly the same.
 *
 * @param wrong a name that is not there
 * @param names those that are
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
