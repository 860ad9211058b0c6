import type { ShallowRef } from 'vue'
import type { Token } from './highlight'
import { shallowRef, watch } from 'vue'
import { highlight, plain } from './highlight'

/**
 * The lines of a text, highlighted as soon as the highlighter is there.
 *
 * @param text what to highlight
 * @returns the lines, and whether they have their colours: an export waits for them
 */
export function useHighlight(text: () => string): { lines: Readonly<ShallowRef<Token[][]>>, colored: Readonly<ShallowRef<boolean>> } {
  const lines = shallowRef<Token[][]>([])
  const colored = shallowRef(false)
  watch(text, async (code) => {
    lines.value = plain(code)
    const tokens = await highlight(code, 'typescript')
    if (code === text()) {
      lines.value = tokens
      colored.value = true
    }
  }, { immediate: true })
  return { lines, colored }
}
