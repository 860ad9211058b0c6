/**
 * A speaker's note as a reader needs it: without the clock, and with what there is to do marked as such.
 *
 * @param html as Slidev renders it
 */
export function readingNote(html: string): string {
  return html
    .replace(/^\s*<p>minutes:[^<]*<\/p>\s*/, '')
    .replace(/<p>Optional(?:, for [^.:<]*)?[.:]\s*(?:<\/p>\s*)?/, rest => rest.includes('</p>') ? '' : '<p>')
    .replace(/<p>(?:Not part of the talk|Further reading)\.<\/p>\s*/, '')
    // What there is to do comes first: see scripts/vite/note-directives.ts.
    .replaceAll('<p><b class="note-cue"', '<p class="note-do"><b class="note-cue"')
    .replace(/<p>(Sources?(?: of [^:<]*)?|Links): /g, (_, word: string) => `<p class="note-source"><b>${word}</b> `)
    // Slidev leaves bare addresses as they are.
    .replace(/(^|[\s(>])(https:\/\/[^\s<)]*[^\s<),.;:])/g, '$1<a href="$2">$2</a>')
    .trim()
}
