/** What only the speaker is to read stands between these in the deck's files, so that it can be taken out of a file that is built. */
const BEGIN = '<!--speaker-->'
const END = '<!--/speaker-->'
const MARKED = /<!--speaker-->[\s\S]*?<!--\/speaker-->/g

/** Marks a speaker's note. */
export function markSpeakerNote(html: string): string {
  return `${BEGIN}${html}${END}`
}

/**
 * Takes all speaker's notes out of a file.
 *
 * @throws {Error} when a mark is left, so that nobody takes the rest for free of notes
 */
export function withoutSpeakerNotes(text: string): string {
  const rest = text.replace(MARKED, '')
  if (rest.includes(BEGIN) || rest.includes(END))
    throw new Error('a speaker\'s note has no end, or no beginning')
  return rest
}
