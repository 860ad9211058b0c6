/** How long what a program says may be. Nobody reads more, and to draw ten million letters would hold the page up. */

/** Letters of a printed line that are kept; how many more there were is counted. */
export const MAX_LINE_LETTERS = 10_000
/** Letters of a message, a note or a hint. */
export const MAX_MESSAGE_LETTERS = 4_000
/** Letters of the name of a thread, a task or an object. */
export const MAX_NAME_LETTERS = 200
/** Letters of JavaScript's stack, whose frames are at its end: the message is in it once more. */
const MAX_STACK_LETTERS = 20_000

/** As `… 9,990,000 more letters`: what stands for letters that are left out. */
export function moreLetters(count: number): string {
  return `… ${count.toLocaleString('en')} more ${count === 1 ? 'letter' : 'letters'}`
}

/** A text of at most so many letters, and how many more there were. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, most)} ${moreLetters(text.length - most)}`
}

/** The beginning of a text, without half of a letter that takes two units of UTF-16. */
export function cut(text: string, most: number): string {
  if (text.length <= most)
    return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xD800 && last < 0xDC00 ? most - 1 : most)
}

/** A name that is short enough for a lane. */
export function shortenedName(name: string): string {
  return name.length <= MAX_NAME_LETTERS ? name : `${cut(name, MAX_NAME_LETTERS - 1)}…`
}

/** Shortens the texts of a report while it becomes JSON, or is read from it: for `JSON.stringify` and `JSON.parse`. */
export function shortenReport(key: string, value: unknown): unknown {
  if (typeof value !== 'string')
    return value
  return key === 'stack' ? value.slice(-MAX_STACK_LETTERS) : shortened(value, MAX_MESSAGE_LETTERS)
}
