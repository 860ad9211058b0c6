import type { Plugin } from 'vite'
import type { Demo } from '../../live/content/manifest.ts'
import type { LiveSlide } from '../notes/live-slide.ts'
import { Buffer } from 'node:buffer'
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { directiveInWords, directivesOf, replaceDirectives } from '../notes/directives.mjs'
import { actsOf } from '../notes/keys.ts'
import { liveSlideOf } from '../notes/live-slide.ts'
import { markSpeakerNote } from '../notes/speaker-notes.ts'

/** The module with Slidev's data of a slide, including its note. */
const SLIDE = /^(.*)__slidev_\d+\.frontmatter$/
const NOTE = /"noteHTML":("(?:[^"\\]|\\.)*")/

/** Separates the two texts of a note, as Slidev renders it. */
const READERS = /<p>\[readers\]<\/p>\s*/

/**
 * Shows the directives of speaker notes as keys to press, and in words: `[run locked free]` as “v i Ctrl+Enter Run “with
 * lock”, free-threaded”, with the titles of the demo on that slide. The readers' text gets an element of its own,
 * `.note-readers`, which the presenter's window hides.
 *
 * @param options what to keep
 * @param options.speakers whether to keep notes for the speaker; a public site is built without. @default true
 */
export function noteDirectives({ speakers = true } = {}): Plugin {
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
      let note: string
      try {
        const [speaker = '', readers] = (JSON.parse(html) as string).split(READERS)
        const live = await liveSlideOf({ content: await contentOf(file, code) }, demo => bundledManifest(root, demo))
        note = (speakers ? markSpeakerNote(withCues(speaker, live)) : '') + (readers === undefined ? '' : `<div class="note-readers">${readers}</div>`)
      }
      catch (error) {
        this.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
      }
      return { code: code.replace(property, () => `"noteHTML":${JSON.stringify(note)}`), map: null }
    },
  }
}

/** A speaker's note with its directives replaced by keys and what they do. */
function withCues(note: string, live: LiveSlide | undefined): string {
  const titles = Object.fromEntries(Object.entries(live?.manifest.variants ?? {}).map(([name, { title }]) => [name, title]))
  const acts = actsOf(directivesOf(note), live).values()
  return replaceDirectives(note, (directive) => {
    const keys = acts.next().value?.keys ?? []
    const words = escapedForHtml(directiveInWords(directive, titles))
    return `<b class="note-cue" data-do="${directive.do}">${keys.map(key => `<kbd>${key}</kbd> `).join('')}${words}</b>`
  })
}

/** A slide's Markdown, up to its note. */
async function contentOf(file: string, code: string): Promise<string> {
  const start = Number(/^ {4}start: (\d+),$/m.exec(code)?.[1] ?? 0)
  const lines = (await fs.readFile(file, 'utf8')).split('\n').slice(start)
  const end = lines.findIndex(line => line.trim() === '-->')
  return lines.slice(0, end < 0 ? undefined : end).join('\n')
}

/** The manifest of a demo, bundled because Vite's configuration can't import TypeScript. Without one the variants keep their names. */
async function bundledManifest(root: string, demo: string): Promise<Demo> {
  const file = path.join(root, 'snippets', demo, 'manifest.ts')
  if (!existsSync(file))
    return { title: demo, shows: '', modes: ['gil', 'free'], variants: {} }
  const { outputFiles: [bundle] } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
  })
  const { default: manifest } = await import(`data:text/javascript;base64,${Buffer.from(bundle!.contents).toString('base64')}`) as { default: Demo }
  return manifest
}

function escapedForHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
