/** How long what a program says may be. Nobody reads more, and to draw ten million letters would hold the page up. */

/** Letters of a printed line that are kept; how many more there were is counted. */
export const MOST_LINE_LETTERS = 10_000
/** Letters of a message, a hint or a documentation text. */
export const MOST_MESSAGE_LETTERS = 4_000
/** Letters of the name of a thread, a task, a function, a class or an object. */
export const MOST_NAME_LETTERS = 200

/** As `, 9,990,000 more letters`: what stands for letters that are left out. */
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

/** A name on one line. */
export function shortenedName(name: string): string {
  return cut(name, MOST_NAME_LETTERS)
}
