/** What readers get of a note, where it has a text for them: see scripts/vite/note-directives.ts. */
const READERS = /<div class="note-readers">([\s\S]*)<\/div>/

/**
 * A note as a reader needs it: the text written for readers, or else the speaker's, with what there is to do marked as such
 * and without the keys of the stage.
 *
 * @param html as the presenter's window shows it
 */
export function readingNote(html: string): string {
  return (READERS.exec(html)?.[1] ?? html)
    .replaceAll(/<kbd>[^<]*<\/kbd> /g, '')
    // What there is to do comes first.
    .replaceAll('<p><b class="note-cue"', '<p class="note-do"><b class="note-cue"')
    .replace(/<p>(Sources?(?: of [^:<]*)?|Links): /g, (_, word: string) => `<p class="note-source"><b>${word}</b> `)
    // Slidev leaves bare addresses as they are.
    .replace(/(^|[\s(>])(https:\/\/[^\s<)]*[^\s<),.;:])/g, '$1<a href="$2">$2</a>')
    .trim()
}
