import type { Token } from './tokens.ts'

/** A text with its colours. */
export interface HighlightedText {
  /** Without blank lines at its end, as blocks of live code hold it. */
  source: string
  /** Of each line the tokens: the length of one and the index of its style, then those of the next. */
  lines: readonly (readonly number[])[]
}

/** The highlighted texts of one folder. */
export interface HighlightedTexts {
  styles: readonly (Token['style'] | null)[]
  texts: readonly HighlightedText[]
}

/** Packs texts with their tokens. */
export function packTokens(texts: readonly { source: string, tokens: readonly (readonly Token[])[] }[]): HighlightedTexts {
  const styles: string[] = []
  const indexOf = (style: Token['style']): number => {
    const key = JSON.stringify(style ?? null)
    if (!styles.includes(key))
      styles.push(key)
    return styles.indexOf(key)
  }
  return {
    texts: texts.map(({ source, tokens }) => ({
      source,
      lines: tokens.map(line => line.flatMap(({ content, style }) => [content.length, indexOf(style)])),
    })),
    styles: styles.map(style => JSON.parse(style) as Token['style'] | null),
  }
}

/** The tokens of a packed text, line by line. */
export function tokensOf({ source, lines }: HighlightedText, styles: HighlightedTexts['styles']): Token[][] {
  return source.split('\n').map((text, index) => {
    const packed = lines[index] ?? []
    const tokens: Token[] = []
    let begin = 0
    for (let at = 0; at < packed.length; at += 2) {
      const end = begin + packed[at]!
      tokens.push({ content: text.slice(begin, end), style: styles[packed[at + 1]!] ?? undefined })
      begin = end
    }
    return tokens
  })
}
