/** The strip under the notes in the presenter's window, beside Slidev's buttons for their size; `undefined` where there is none. */
export function notesBar(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>('.grid-section.note > .grid > :last-child') ?? undefined
}
