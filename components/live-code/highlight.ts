import type { GrammarState, ThemedToken } from 'shiki'
import { LONG_LINE } from './long-lines'

/** A piece of code in one colour, with the colours of both themes as CSS custom properties. */
export interface Token {
  content: string
  style: Record<string, string> | undefined
}

/** Milliseconds for one line, 0: as many as it takes. On a busy machine a limit would cost short lines their colours. */
const LINE_TIME = 0

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
  const { default: setup } = await import('@slidev/client/setup/shiki.ts')
  const { shorthands, defaultHighlightOptions } = await setup()
  const lines: Token[][] = []
  let grammarState: GrammarState | undefined
  for (const piece of pieces(code)) {
    if (lines.length > 0) {
      await new Promise(resolve => setTimeout(resolve))
      if (!isWanted())
        return [...lines, ...plain(code).slice(lines.length)]
    }
    const done = await shorthands.codeToTokens(piece, { ...defaultHighlightOptions, lang, grammarState, tokenizeMaxLineLength: LONG_LINE, tokenizeTimeLimit: LINE_TIME })
    grammarState = done.grammarState
    lines.push(...done.tokens.map(line => line.map(toToken)))
  }
  return lines
}

/** A text in pieces of whole lines, each no more work than the longest line that gets colours. */
export function* pieces(code: string): Generator<string> {
  const most = LONG_LINE ** 2
  let piece: string[] = []
  let work = 0
  for (const line of code.split('\n')) {
    // To look for a token costs at worst as much as the line is long, for each of its letters.
    const more = line.length < LONG_LINE ? line.length ** 2 : 0
    if (piece.length > 0 && work + more > most) {
      yield piece.join('\n')
      piece = []
      work = 0
    }
    piece.push(line)
    work += more
  }
  yield piece.join('\n')
}

/** The same lines without colours, for the moment before the highlighter is there. */
export function plain(code: string): Token[][] {
  return code.split('\n').map(content => [{ content, style: undefined }])
}

function toToken({ content, htmlStyle }: ThemedToken): Token {
  return { content, style: htmlStyle }
}
