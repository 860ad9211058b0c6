/** Limits of a program's texts. No one reads more, and drawing ten million letters would block the page. */

/** Letters of a printed line that are kept; the rest is counted. */
export const MAX_LINE_LETTERS = 10_000
/** Letters of a message, a note or a hint. */
export const MAX_MESSAGE_LETTERS = 4_000
/** Letters of the name of a thread, a task or an object. */
export const MAX_NAME_LETTERS = 200
/** Letters of JavaScript's stack, which repeats the message and has its frames at the end. */
const MAX_STACK_LETTERS = 20_000

/** `… 9,990,000 more letters`: replaces letters that were cut off. */
export function moreLetters(count: number): string {
  return `… ${count.toLocaleString('en')} more ${count === 1 ? 'letter' : 'letters'}`
}

/** A text cut to a number of letters, with the number of those cut off. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, most)} ${moreLetters(text.length - most)}`
}

/** The start of a text, never ending in half a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most)
    return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xD800 && last < 0xDC00 ? most - 1 : most)
}

/** A name cut to fit a lane. */
export function shortenedName(name: string): string {
  return name.length <= MAX_NAME_LETTERS ? name : `${cut(name, MAX_NAME_LETTERS - 1)}…`
}

/** Shortens the texts of a report while it is written or read as JSON: for `JSON.stringify` and `JSON.parse`. */
export function shortenReport(key: string, value: unknown): unknown {
  if (typeof value !== 'string')
    return value
  return key === 'stack' ? value.slice(-MAX_STACK_LETTERS) : shortened(value, MAX_MESSAGE_LETTERS)
}
