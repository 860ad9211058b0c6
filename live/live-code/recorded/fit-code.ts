/** How code is set on paper, which can't be scrolled. */
export interface CodeFit {
  columns: number
  /** Of the letters, in CSS pixels. */
  size: number
}

/** The code's own size on a slide, and the least; CSS pixels. */
const MOST = 18
const LEAST = 6
const STEP = 0.25
const MOST_COLUMNS = 3
/** The least size that can be read on paper: 9 pt on the page of a slide. */
export const READABLE = 12
/** Height of a line over the size of its letters. */
export const LEADING = 1.25
/** Of the mono face: each letter is this part of the size wide. */
const LETTER = 0.6
/** From a line's left edge to its text, where its number stands, as a part of the letters' size. */
export const GUTTER = 2.2
/** Room for the line's number and for the right edge, in letters. */
const NUMBER = GUTTER / LETTER + 0.33
/** Between two columns, in CSS pixels. */
export const COLUMN_GAP = 18
/** Code without folded lines is chosen down to this part of the size that folding allows. */
const WHOLE_LINES = 0.8
/** What is folded of a line stands so many letters further in. */
const HANGING = 2

/** How many rows a line takes where there is room for so many letters: it is folded between words, and a long word anywhere. */
function rowsOf(line: string, letters: number): number {
  if (line.length <= letters)
    return 1
  const indent = line.length - line.trimStart().length + HANGING
  const folded = Math.max(8, letters - indent)
  let rows = 1
  let room = letters
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (word.length > room) {
      // Spaces at a fold take no room.
      const { length } = word.trimStart()
      const more = Math.ceil(length / folded)
      rows += more
      room = more * folded - length
    }
    else {
      room -= word.length
    }
  }
  return rows
}

/**
 * Finds the largest size at which all code is there, in up to three columns; of two that are as large, the one with fewer
 * columns. Code whose lines are whole is easier to read: it may be a fifth smaller than code with folded lines.
 *
 * @param lines of the code
 * @param box room for it, in CSS pixels
 * @param box.width its width
 * @param box.height its height
 */
export function fitCode(lines: readonly string[], box: { width: number, height: number }): CodeFit {
  const folded = largestFit(box, letters => lines.map(line => rowsOf(line, letters)))
  const whole = largestFit(box, letters => lines.map(line => line.length <= letters ? 1 : Number.POSITIVE_INFINITY))
  return whole.size >= READABLE && whole.size >= folded.size * WHOLE_LINES ? whole : folded
}

/**
 * @param box room for the code, in CSS pixels
 * @param box.width its width
 * @param box.height its height
 * @param heightsAt how many rows each line takes where there is room for so many letters
 */
function largestFit(box: { width: number, height: number }, heightsAt: (letters: number) => readonly number[]): CodeFit {
  for (let size = MOST; size > LEAST; size -= STEP) {
    for (let columns = 1; columns <= MOST_COLUMNS; columns++) {
      const width = (box.width - (columns - 1) * COLUMN_GAP) / columns
      const letters = Math.floor(width / (size * LETTER) - NUMBER)
      const rows = Math.floor(box.height / (size * LEADING))
      if (letters > 20 && columnsOf(heightsAt(letters), rows) <= columns)
        return { columns, size }
    }
  }
  return { columns: MOST_COLUMNS, size: LEAST }
}

/** How many columns of so many rows the lines fill: one that is folded is not parted. */
function columnsOf(lines: readonly number[], rows: number): number {
  let columns = 1
  let used = 0
  for (const high of lines) {
    if (high > rows)
      return Number.POSITIVE_INFINITY
    if (used + high > rows) {
      columns++
      used = 0
    }
    used += high
  }
  return columns
}
