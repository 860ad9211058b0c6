/** Selects the files of the built site to cache for offline use, and the part that each belongs to. */
import type { Rolldown } from 'vite'
import type { OfflinePart } from '../../engine/io/offline/messages.ts'

/**
 * The grammars that the deck loads: for its own code, and those that Slidev loads with the editor. Shiki and Monaco bring
 * hundreds more, which the build includes.
 */
const languages = new Set(['typescript', 'python', 'markdown', 'vue', 'javascript', 'html', 'css'])

/** Monaco's services for languages without an editor in the deck. */
const needlessAsset = /(?:css|html|json)\.worker-|\.map$/

/** Names of the files that will never be requested. */
export function needlessFiles(output: Rolldown.OutputBundle): Set<string> {
  const files = Object.values(output)
  const chunks = files.filter(file => file.type === 'chunk')
  const needless = new Set(chunks.filter(isNeedless).map(({ fileName }) => fileName))
  // A grammar needs those that it embeds.
  function want(fileName: string): void {
    needless.delete(fileName)
    const chunk = output[fileName]
    if (chunk?.type === 'chunk')
      chunk.imports.filter(name => needless.has(name)).forEach(want)
  }
  chunks.filter(({ fileName }) => !needless.has(fileName)).forEach(({ fileName }) => want(fileName))
  return new Set([...needless, ...files.filter(({ fileName }) => needlessAsset.test(fileName)).map(({ fileName }) => fileName)])
}

function isNeedless({ moduleIds }: Rolldown.OutputChunk): boolean {
  return moduleIds.length > 0 && moduleIds.every((id) => {
    const file = id.split('\\').join('/').split('/node_modules/').at(-1)!
    const language = /^@shikijs\/langs\/dist\/(.+)\.mjs$/.exec(file)?.[1]
      ?? /^monaco-editor\/.*\/languages\/definitions\/(\w+)\//.exec(file)?.[1]
    return language === undefined ? file.startsWith('@shikijs/themes/') : !languages.has(language)
  })
}

/** CPython is large and has its own files; everything else is the talk. */
export function partOf(url: string): OfflinePart {
  return /pyodide|python_stdlib/i.test(url) ? 'python' : 'talk'
}
