import type { Ref } from 'vue'
import { computed } from 'vue'
import { stage } from '../stage/stage'

/** The text of a variant as the person has it now, kept for each file over slides and reloads. */
export interface EditableText {
  text: Ref<string>
  edited: Readonly<Ref<boolean>>
  /** Brings the original back. */
  reset: () => void
  /** Keeps the text as it is, as an edit, although the original is about to change. */
  hold: () => void
}

/**
 * The text of a variant; all blocks that show the same file share it, in all windows.
 *
 * @param file as `lost-update/threads.ts`
 * @param original its text in `snippets/`
 * @param versions more texts that an edit may have been made from: the steps of the file
 */
export function useText(file: () => string, original: () => string, versions: () => readonly string[] = () => []): EditableText {
  const kept = computed(() => {
    const edit = stage.get(`text:${file()}`)
    return edit && [original(), ...versions()].some(version => digest(version) === edit.base) ? edit.text : undefined
  })

  function reset() {
    stage.set(`text:${file()}`, undefined)
  }

  return {
    text: computed({
      get: () => kept.value ?? original(),
      set(text) {
        if (text === original())
          reset()
        else
          stage.set(`text:${file()}`, { base: digest(original()), text })
      },
    }),
    edited: computed(() => kept.value !== undefined),
    reset,
    hold: () => stage.set(`text:${file()}`, { base: digest(original()), text: kept.value ?? original() }),
  }
}

/** Whether a file has been edited; reactive. */
export function isEdited(file: string): boolean {
  return stage.get(`text:${file}`) !== undefined
}

/** A short name for a text (FNV-1a); it only has to tell versions of one file apart. */
function digest(text: string): string {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${text.length}-${(hash >>> 0).toString(36)}`
}
