import type { Plugin } from 'vite'
import fs from 'node:fs/promises'
import path from 'node:path'
import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { packTokens } from '../../live/highlight/packed-tokens.ts'
import { dark, light } from '../../live/highlight/theme.ts'
import { tokenize } from '../../live/highlight/tokens.ts'
import { withWords } from '../../live/highlight/words.ts'
import { byEnding, languageFiles } from '../../live/languages/files.ts'
import { textsIn } from './talk-texts.ts'

const INDEX = 'virtual:highlighted-texts'
const RESOLVED = `\0${INDEX}`
/** Where the deck is whose colours stand in `live/highlight/theme.ts`. */
const OWN_DECK = path.join(import.meta.dirname, '../..')
/** Prefix of the module with the texts of one folder. */
const FOLDER = `${INDEX}/`

/**
 * Provides the tokens of all texts of the talk, found at build time with the browser's own grammars, themes and regular
 * expressions: an unedited text has its colours at once, and the page stays free for a run. `virtual:highlighted-texts`
 * has a function for each demo and exercise that loads them. Another deck that uses this one as an addon has colours of its
 * own, which only Slidev's highlighter in the browser knows: there it has none.
 */
export function highlightedTexts(): Plugin {
  let root: string
  let creating: ReturnType<typeof createHighlighter> | undefined
  return {
    name: 'deck:highlighted-texts',

    configResolved(config) {
      root = path.resolve(config.root)
    },

    resolveId(source) {
      return source === INDEX || source.startsWith(FOLDER) ? `\0${source}` : undefined
    },

    async load(id) {
      if (id !== RESOLVED && !id.startsWith(`\0${FOLDER}`))
        return
      const inLanguages = await Promise.all(languageFiles.map(language => textsIn(root, language)))
      if (id === RESOLVED) {
        if (root !== OWN_DECK)
          return 'export default {}\n'
        const folders = new Set(inLanguages.flatMap(texts => [...texts.keys()]))
        const loaders = Array.from(folders, folder => `  ${JSON.stringify(folder)}: () => import(${JSON.stringify(FOLDER + folder)}),`)
        return `export default {\n${loaders.join('\n')}\n}\n`
      }
      const folder = id.slice(FOLDER.length + 1)
      const highlighter = await (creating ??= createHighlighter())
      const texts = await Promise.all(inLanguages.flatMap(texts => texts.get(folder) ?? []).map(async ({ file }) => {
        this.addWatchFile(file)
        const source = (await fs.readFile(file, 'utf8')).trimEnd()
        const lang = byEnding(file, languageFiles).id
        const tokens = await tokenize(source, (piece, options) => highlighter.codeToTokens(piece, { ...options, themes: { light, dark }, defaultColor: false, lang }))
        return { source, tokens }
      }))
      // JSON parses faster than code.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(packTokens(texts)))})\n`
    },
  }
}

async function createHighlighter() {
  const grammars = await Promise.all(languageFiles.map(({ grammar }) => grammar()))
  return createHighlighterCore({
    engine: createJavaScriptRegexEngine(),
    themes: [light, dark],
    langs: grammars.flatMap(({ default: grammar }) => grammar).map(withWords),
  })
}
