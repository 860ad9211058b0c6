import type { Ref } from 'vue'
import { computed } from 'vue'
import { stage } from '../state/stage'
import { dropLinked, linkedCode, putLinked } from './linked'

/** The current text of a variant, kept for each file across slides and reloads. */
export interface EditableText {
  text: Ref<string>
  edited: Readonly<Ref<boolean>>
  /** Restores the original; if linked code covers it, the text from before. */
  reset: () => void
  /** Keeps the text as an edit, although the original is about to change. */
  hold: () => void
  /** Whether it came by a link and has not been kept. */
  linked: Readonly<Ref<boolean>>
  /** Keeps linked code as the person's own edit. */
  keep: () => void
}

/**
 * The text of a variant; all blocks of the same file share it, in all windows.
 *
 * @param file such as `lost-update/threads.ts`
 * @param original its text in `snippets/`
 * @param versions more texts that an edit may be based on: the steps of the file
 */
export function useText(file: () => string, original: () => string, versions: () => readonly string[] = () => []): EditableText {
  const kept = computed(() => {
    const edit = stage.get(`text:${file()}`)
    return edit && [original(), ...versions()].some(version => digest(version) === edit.base) ? edit.text : undefined
  })

  function forget() {
    stage.set(`text:${file()}`, undefined)
  }

  function set(text: string) {
    const linked = linkedCode(file())
    if (linked)
      putLinked({ ...linked, text })
    else if (text === original())
      forget()
    else
      stage.set(`text:${file()}`, { base: digest(original()), text })
  }

  return {
    text: computed({
      get: () => linkedCode(file())?.text ?? kept.value ?? original(),
      set,
    }),
    hold: () => stage.set(`text:${file()}`, { base: digest(original()), text: kept.value ?? original() }),
    edited: computed(() => linkedCode(file()) !== undefined || kept.value !== undefined),
    reset() {
      if (linkedCode(file()))
        dropLinked(file())
      else
        forget()
    },
    linked: computed(() => linkedCode(file()) !== undefined),
    keep() {
      const code = linkedCode(file())
      dropLinked(file())
      if (code)
        set(code.text)
    },
  }
}

/** Whether a file has been edited; reactive. */
export function isEdited(file: string): boolean {
  return stage.get(`text:${file}`) !== undefined
}

/**
 * The current text of a file, without linked code.
 *
 * @param file such as `lost-update/threads.ts`
 * @param versions texts that an edit may be based on; the last one is the original
 */
export function currentText(file: string, versions: readonly string[]): string {
  const edit = stage.get(`text:${file}`)
  return edit && versions.some(version => digest(version) === edit.base) ? edit.text : versions.at(-1) ?? ''
}

/** A short name for a text (FNV-1a); it only has to distinguish versions of one file. */
function digest(text: string): string {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${text.length}-${(hash >>> 0).toString(36)}`
}
