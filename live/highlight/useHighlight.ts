import type { ShallowRef } from 'vue'
import type { Token } from './tokens'
import { shallowRef, watch } from 'vue'
import { languageOf } from '../languages/registry'
import { knownTokens } from './highlighted-texts'
import { plain } from './tokens'

/**
 * The lines of a text, highlighted as soon as it can be: one that was edited takes the highlighter.
 *
 * @param text what to highlight
 * @param file name of its file, as `lost-update/threads.ts`: its ending says which language it is
 * @param wanted whether the colours are wanted by now
 * @returns the lines, and whether they have their colours: an export waits for them
 */
export function useHighlight(text: () => string, file: () => string, wanted: () => boolean): { lines: Readonly<ShallowRef<Token[][]>>, colored: Readonly<ShallowRef<boolean>> } {
  const lines = shallowRef<Token[][]>([])
  const colored = shallowRef(false)
  watch([text, wanted], async ([code, now], [before]) => {
    if (code !== before)
      lines.value = keepColors(lines.value, plain(code))
    if (!now || (colored.value && code === before))
      return
    const tokens = await knownTokens(code, file()) ?? await highlighted(code)
    // While somebody types the text may be another one by now; the lines that it still has get their colours.
    lines.value = code === text() ? tokens : keepColors(tokens, lines.value)
    colored.value ||= code === text()
  }, { immediate: true })

  async function highlighted(code: string): Promise<Token[][]> {
    const { highlight } = await import('./highlight')
    return highlight(code, languageOf(file()).id, () => code === text())
  }
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
