import type { Token } from './tokens'
import { loadHighlighter } from '../slidev/tools'
import { tokenize } from './tokens'

/**
 * Highlights code with Slidev's own highlighter and themes, so that it looks as it will in the editor. A long text is
 * done in pieces with a pause after each, so that the page stays alive.
 *
 * @param code the text
 * @param lang a language that setup/shiki.ts knows
 * @param isWanted asked after each piece: what nobody wants any more is left as it is
 * @returns the tokens of each line
 */
export async function highlight(code: string, lang: string, isWanted: () => boolean): Promise<Token[][]> {
  const { shorthands, defaultHighlightOptions } = await loadHighlighter()
  return tokenize(
    code,
    (piece, options) => shorthands.codeToTokens(piece, { ...defaultHighlightOptions, ...options, lang }),
    async () => {
      await new Promise(resolve => setTimeout(resolve))
      return isWanted()
    },
  )
}
