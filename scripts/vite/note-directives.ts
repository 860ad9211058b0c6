import type { Plugin } from 'vite'
import type { Demo } from '../../live/content/manifest.ts'
import { Buffer } from 'node:buffer'
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { directiveInWords, replaceDirectives } from '../notes/directives.mjs'

/** The module that holds what Slidev knows of a slide, its note among it. */
const SLIDE = /^(.*)__slidev_\d+\.frontmatter$/
const NOTE = /"noteHTML":("(?:[^"\\]|\\.)*")/

/**
 * Shows the directives of speaker notes as people say them: `[run locked free]` as “Run “with lock”, free-threaded”, with
 * the titles of the demo on that slide.
 */
export function noteDirectives(): Plugin {
  let root: string
  return {
    name: 'deck:note-directives',

    configResolved(config) {
      root = config.root
    },

    async transform(code, id) {
      const [, file] = SLIDE.exec(id) ?? []
      const [property, html] = NOTE.exec(code) ?? []
      if (file === undefined || property === undefined || html === undefined)
        return
      const titles = await titlesOf(root, await demoOn(file, code))
      let note: string
      try {
        note = replaceDirectives(JSON.parse(html) as string, directive =>
          `<b class="note-cue" data-do="${directive.do}">${escapedForHtml(directiveInWords(directive, titles))}</b>`)
      }
      catch (error) {
        this.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
      }
      return { code: code.replace(property, () => `"noteHTML":${JSON.stringify(note)}`), map: null }
    },
  }
}

/** The demo on a slide; none where there is no live code. */
async function demoOn(file: string, code: string): Promise<string | undefined> {
  const start = Number(/^ {4}start: (\d+),$/m.exec(code)?.[1] ?? 0)
  const lines = (await fs.readFile(file, 'utf8')).split('\n').slice(start)
  const end = lines.findIndex(line => line.trim() === '-->')
  return /<(?:LiveCode|SideBySide)\s[^>]*\bdemo="([\w-]+)"/.exec(lines.slice(0, end < 0 ? undefined : end).join('\n'))?.[1]
}

/** The titles of a demo's variants, by their names. */
async function titlesOf(root: string, demo: string | undefined): Promise<Record<string, string>> {
  if (demo === undefined)
    return {}
  const { outputFiles: [bundle] } = await build({
    entryPoints: [path.join(root, 'snippets', demo, 'manifest.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
  })
  const { default: manifest } = await import(`data:text/javascript;base64,${Buffer.from(bundle!.contents).toString('base64')}`) as { default: Demo }
  return Object.fromEntries(Object.entries(manifest.variants).map(([name, { title }]) => [name, title]))
}

function escapedForHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
