import type { GrammarState, ThemedToken, TokensResult } from 'shiki'
import { LONG_LINE } from './long-lines.ts'

/** A piece of code in one colour, with the colours of both themes as CSS custom properties. */
export interface Token {
  content: string
  style: Record<string, string> | undefined
}

/** How Shiki is asked for the tokens of a piece of code; what it does not say are themes and language. */
export interface PieceOptions {
  grammarState: GrammarState | undefined
  tokenizeMaxLineLength: number
  tokenizeTimeLimit: number
}

/** Milliseconds for one line, 0: as many as it takes. On a busy machine a limit would cost short lines their colours. */
const LINE_TIME = 0

/**
 * Highlights code piece by piece.
 *
 * @param code the text
 * @param toTokens Shiki's `codeToTokens` with its themes and a language
 * @param goOn asked after each piece; what comes after a `false` has no colours
 * @returns the tokens of each line
 */
export async function tokenize(code: string, toTokens: (piece: string, options: PieceOptions) => TokensResult | Promise<TokensResult>, goOn: () => Promise<boolean> = async () => true): Promise<Token[][]> {
  const lines: Token[][] = []
  let grammarState: GrammarState | undefined
  for (const piece of pieces(code)) {
    if (lines.length > 0 && !await goOn())
      return [...lines, ...plain(code).slice(lines.length)]
    const done = await toTokens(piece, { grammarState, tokenizeMaxLineLength: LONG_LINE, tokenizeTimeLimit: LINE_TIME })
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

/** The same lines without colours. */
export function plain(code: string): Token[][] {
  return code.split('\n').map(content => [{ content, style: undefined }])
}

function toToken({ content, htmlStyle }: ThemedToken): Token {
  return { content, style: htmlStyle }
}
