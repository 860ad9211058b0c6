import type { Ref } from 'vue'
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

/** What a person made of a variant. */
interface Edit {
  /** What it was made from: an edit of a text that is no longer there is dropped. */
  base: string
  text: string
}

const edits = useLocalStorage<Record<string, Edit>>('live-code:edits', {}, { writeDefaults: false })

/** The text of a variant as the person has it now, kept for each file over slides and reloads. */
export interface EditableText {
  text: Ref<string>
  edited: Readonly<Ref<boolean>>
  /** Brings the original back. */
  reset: () => void
}

/**
 * The text of a variant; all blocks that show the same file share it.
 *
 * @param file as `lost-update/threads.ts`
 * @param original its text in `snippets/`
 */
export function useText(file: () => string, original: () => string): EditableText {
  const kept = computed(() => {
    const edit = edits.value[file()]
    return edit?.base === digest(original()) ? edit.text : undefined
  })

  function reset() {
    const { [file()]: _, ...others } = edits.value
    edits.value = others
  }

  return {
    text: computed({
      get: () => kept.value ?? original(),
      set(text) {
        if (text === original())
          reset()
        else
          edits.value = { ...edits.value, [file()]: { base: digest(original()), text } }
      },
    }),
    edited: computed(() => kept.value !== undefined),
    reset,
  }
}

/** Whether a file has been edited; reactive. */
export function isEdited(file: string): boolean {
  return file in edits.value
}

/** Drops all edits: what is left over from a rehearsal. */
export function resetAllEdits() {
  edits.value = {}
}

/** A short name for a text (FNV-1a); it only has to tell versions of one file apart. */
function digest(text: string): string {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${text.length}-${(hash >>> 0).toString(36)}`
}
