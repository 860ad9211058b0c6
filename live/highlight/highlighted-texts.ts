import type { HighlightedText } from './packed-tokens'
import type { Token } from './tokens'
import folders from 'virtual:highlighted-texts'
import { tokensOf } from './packed-tokens'

/**
 * The tokens of a text as it stands in the repository, found when the deck was built: such a text takes no highlighter.
 *
 * @param code the text
 * @param file name of its file, as `lost-update/threads.ts`
 * @returns resolves with `undefined` for a text that was edited, and where the tokens could not be fetched
 */
export async function knownTokens(code: string, file: string): Promise<Token[][] | undefined> {
  try {
    const known = await folders[file.slice(0, file.lastIndexOf('/'))]?.()
    const text = known?.default.texts.find(({ source }: HighlightedText) => source === code)
    return text && known && tokensOf(text, known.default.styles)
  }
  catch {
    return undefined
  }
}
