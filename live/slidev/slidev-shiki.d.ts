/** `@slidev/client/setup/shiki.ts`, for the checker only: see slidev-client.d.ts. */
import type { CodeOptionsMultipleThemes, GrammarState, ThemedToken, TokenizeWithThemeOptions } from 'shiki'

/** Slidev's own highlighter, with every `setup/shiki.ts` applied; languages and themes are loaded when they are used. */
export default function setup(): Promise<{
  defaultHighlightOptions: CodeOptionsMultipleThemes
  shorthands: {
    codeToTokens: (code: string, options: CodeOptionsMultipleThemes & Pick<TokenizeWithThemeOptions, 'tokenizeMaxLineLength' | 'tokenizeTimeLimit'> & { lang: string, grammarState?: GrammarState }) => Promise<{ tokens: ThemedToken[][], grammarState?: GrammarState }>
  }
}>
