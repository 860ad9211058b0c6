import type { ThemedToken } from 'shiki'

/** A piece of code in one colour, with the colours of both themes as CSS custom properties. */
export interface Token {
  content: string
  style: Record<string, string> | undefined
}

/**
 * Highlights code with Slidev's own highlighter and themes, so that it looks as it will in the editor.
 *
 * @param code the text
 * @param lang a language that setup/shiki.ts knows
 * @returns the tokens of each line
 */
export async function highlight(code: string, lang: string): Promise<Token[][]> {
  const { default: setup } = await import('@slidev/client/setup/shiki.ts')
  const { shorthands, defaultHighlightOptions } = await setup()
  const { tokens } = await shorthands.codeToTokens(code, { ...defaultHighlightOptions, lang })
  return tokens.map(line => line.map(toToken))
}

/** The same lines without colours, for the moment before the highlighter is there. */
export function plain(code: string): Token[][] {
  return code.split('\n').map(content => [{ content, style: undefined }])
}

function toToken({ content, htmlStyle }: ThemedToken): Token {
  return { content, style: htmlStyle }
}
