import type { ShallowRef } from 'vue'
import type { Token } from './highlight'
import { shallowRef, watch } from 'vue'
import { highlight, plain } from './highlight'

/**
 * The lines of a text, highlighted as soon as the highlighter is there.
 *
 * @param text what to highlight
 * @param wanted whether the colours are wanted by now
 * @param lang a language that setup/shiki.ts knows
 * @returns the lines, and whether they have their colours: an export waits for them
 */
export function useHighlight(text: () => string, wanted: () => boolean, lang: string = 'typescript'): { lines: Readonly<ShallowRef<Token[][]>>, colored: Readonly<ShallowRef<boolean>> } {
  const lines = shallowRef<Token[][]>([])
  const colored = shallowRef(false)
  watch([text, wanted], async ([code, now], [before]) => {
    if (code !== before)
      lines.value = keepColors(lines.value, plain(code))
    if (!now || (colored.value && code === before))
      return
    const tokens = await highlight(code, lang, () => code === text())
    // While somebody types the text may be another one by now; the lines that it still has get their colours.
    lines.value = code === text() ? tokens : keepColors(tokens, lines.value)
    colored.value ||= code === text()
  }, { immediate: true })
  return { lines, colored }
}

/** While somebody types in another window the code changes letter by letter: lines that stay keep their colours. */
function keepColors(before: Token[][], after: Token[][]): Token[][] {
  const known = new Map(before.map(line => [textOf(line), line]))
  return after.map(line => known.get(textOf(line)) ?? line)
}

function textOf(line: Token[]): string {
  return line.map(({ content }) => content).join('')
}
