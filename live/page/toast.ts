import { shallowRef } from 'vue'

/** How long a note stays, in milliseconds. */
const STAYS = 2500

let timer: ReturnType<typeof setTimeout> | undefined

/** A short note over the slide, to the speaker; empty: none. */
export const note = shallowRef('')

/** Shows a note for a while. */
export function say(text: string) {
  clearTimeout(timer)
  note.value = text
  timer = setTimeout(() => note.value = '', STAYS)
}
