import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { serveRoom } from '../../../scripts/present/room-site'

const folder = path.join(import.meta.dirname, '../../../dist')

/** Sentences of what a speaker says on a slide, as they stand in a file. */
function sentencesOf(note: string): string[] {
  const [speaker = ''] = note.split('[readers]')
  // Directives, marks and quotes are other letters in the built site.
  return speaker.split(/[.?!\n`*_“”"'’<>&\\]|\[[^\]]*\]/).map(text => text.trim()).filter(text => text.length > 25)
}

test('no file that a guest can get has a sentence of the speaker’s notes', async () => {
  const room = await serveRoom({ folder, port: 0, guestsPort: 0, host: 'localhost', addressOf: port => `http://localhost:${port}/` })
  try {
    const sentences = (await talkSlides()).flatMap(({ note }) => sentencesOf(note))
    expect(sentences.length).toBeGreaterThan(100)
    const files = (await fs.readdir(folder, { recursive: true })).filter(file => /\.(?:js|html|css|json|md|txt|map|svg)$/.test(file))
    const own: string[] = []
    const guests: string[] = []
    for (const file of files) {
      own.push(await fs.readFile(path.join(folder, file), 'utf8'))
      guests.push(await (await fetch(room.guestsUrl + file)).text())
    }
    // Readers may read a sentence that the speaker says as well.
    const readers = (await talkSlides()).map(({ note, content }) => `${note.split('[readers]')[1] ?? ''}${content}`).join('\n')
    const secret = sentences.filter(sentence => !readers.includes(sentence))
    const found = (texts: string[]) => secret.filter(sentence => texts.some(text => text.includes(sentence)))
    expect(found(own).length, 'the presenter has them').toBeGreaterThan(secret.length * 0.8)
    expect(found(guests)).toEqual([])
  }
  finally {
    await room.close()
  }
})
