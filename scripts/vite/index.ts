import type { Plugin } from 'vite'
import path from 'node:path'
import { bundledText } from './bundled-text.ts'
import { compiledPrograms } from './compiled-programs.ts'
import { highlightedTexts } from './highlighted-texts.ts'
import { noteDirectives } from './note-directives.ts'
import { pythonFiles } from './python-files.ts'
import { runtimeTypes } from './runtime-types.ts'
import { serviceWorker } from './service-worker.ts'
import { siteServer } from './site-server.ts'

/**
 * What the deck needs of Vite, for its site and for tests in a browser alike.
 *
 * @param root absolute path of the repository
 */
export function deckPlugins(root: string): Plugin[] {
  return [
    bundledText(),
    compiledPrograms(root),
    highlightedTexts(root),
    noteDirectives(root),
    pythonFiles(root),
    runtimeTypes(root),
    serviceWorker(path.join(root, 'engine/io/service-worker.ts')),
    siteServer(),
  ]
}
