import type { Plugin } from 'vite'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { markSpeakerNote, withoutSpeakerNotes } from '../../../scripts/notes/speaker-notes'
import { noteDirectives } from '../../../scripts/vite/note-directives'

const slide = `---
layout: live
---

# One

<LiveCode demo="mine" />

<!-- [run quick free] Now. -->
`

/** What Slidev makes of a slide that has a note. */
function moduleOf(noteHTML: string): string {
  return `export const meta = {\n  slide: {\n    ...(${JSON.stringify({ title: 'One', noteHTML })}),\n    start: 0,\n  } }`
}

/** A part of a text as it stands in a string of JavaScript. */
function asInCode(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

type Transform = (this: { error: (message: string) => never }, code: string, id: string) => Promise<{ code: string } | undefined>

async function transformed(noteHTML: string, hasManifest = true, speakers = true): Promise<string> {
  const root = await fs.mkdtemp(path.join(os.tmpdir(), 'notes-'))
  onTestFinished(() => fs.rm(root, { recursive: true }))
  await fs.mkdir(path.join(root, 'snippets/mine'), { recursive: true })
  if (hasManifest)
    await fs.writeFile(path.join(root, 'snippets/mine/manifest.ts'), 'export default { modes: [\'gil\', \'free\'], variants: { slow: { title: \'slow\' }, quick: { title: \'as <quick>\' } } }')
  await fs.writeFile(path.join(root, 'talk.md'), slide)
  const { configResolved, transform } = noteDirectives({ speakers }) as Plugin & { configResolved: (config: { root: string }) => void, transform: Transform }
  configResolved({ root })
  const context = {
    error(message: string): never {
      throw new Error(message)
    },
  }
  const found = await transform.call(context, moduleOf(noteHTML), path.join(root, 'talk.md__slidev_1.frontmatter'))
  return found!.code
}

it('a directive of a note stands in the presenter’s window as keys and in words, by the title that the tab has', async () => {
  const code = await transformed('<p>[run quick free] Now; "quoted". [run]</p>')
  expect(code).toContain(asInCode('<p><b class="note-cue" data-do="run"><kbd>v</kbd> <kbd>i</kbd> <kbd>Ctrl+Enter</kbd> Run “as &lt;quick>”, free-threaded</b> Now; "quoted". <b class="note-cue" data-do="run"><kbd>Ctrl+Enter</kbd> Run</b></p>'))
})

it('what readers get stands in an element of its own, after what the speaker says', async () => {
  const code = await transformed('<p>[run] Look.</p>\n<p>[readers]</p>\n<p>Run it.</p>')
  expect(code).toContain(asInCode('Look.</p>\n<!--/speaker--><div class="note-readers"><p>Run it.</p></div>'))
})

it('a demo without a manifest is no obstacle: its variants go by their names', async () => {
  expect(await transformed('<p>[run quick free]</p>', false)).toContain('Run “quick”, free-threaded')
})

it('a directive that can’t be understood ends the build, and is named with its file', async () => {
  await expect(transformed('<p>[step 2]</p>')).rejects.toThrow(/talk\.md: \[step 2\]/)
})

it('what the speaker says can be taken out of the code, whole, or left out of a build; what is for readers stays', async () => {
  const note = '<p>[run quick] Say `this` to nobody else.</p>\n<p>[readers]</p>\n<p>Run it.</p>'
  const code = await transformed(note)
  expect(code).toContain('to nobody else')
  for (const public_ of [withoutSpeakerNotes(code), await transformed(note, true, false)]) {
    expect(public_).toContain(moduleOf('<div class="note-readers"><p>Run it.</p></div>'))
    expect(public_).not.toMatch(/Say|note-cue|speaker/)
  }
})

it('a mark without its other half is an error: what follows may be a note', () => {
  expect(withoutSpeakerNotes(`a${markSpeakerNote('b')}c${markSpeakerNote('d')}e`)).toBe('ace')
  expect(() => withoutSpeakerNotes('a<!--speaker-->b')).toThrow('no end')
  expect(() => withoutSpeakerNotes('b<!--/speaker-->a')).toThrow('no end, or no beginning')
})
