import type { Plugin } from 'vite'
import path from 'node:path'
import process from 'node:process'
import { bundledText } from './bundled-text.ts'
import { compiledPrograms } from './compiled-programs.ts'
import { highlightedTexts } from './highlighted-texts.ts'
import { noteDirectives } from './note-directives.ts'
import { pythonFiles } from './python-files.ts'
import { runtimeTypes } from './runtime-types.ts'
import { serviceWorker } from './service-worker.ts'
import { siteServer } from './site-server.ts'

/**
 * The deck's Vite plugins, for its site as well as for tests in a browser.
 */
export function deckPlugins(): Plugin[] {
  const engine = path.join(import.meta.dirname, '../../engine')
  return [
    bundledText(),
    compiledPrograms(),
    highlightedTexts(),
    noteDirectives({ speakers: process.env.WITHOUT_SPEAKER_NOTES === undefined }),
    pythonFiles(),
    runtimeTypes(engine),
    serviceWorker(path.join(engine, 'io/service-worker.ts')),
    siteServer(),
  ]
}
