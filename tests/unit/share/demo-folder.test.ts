import type { Demo } from '../../../live/content/manifest'
import type { DemoFolder } from '../../../live/share/demo-folder'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { filesOf } from '../../../live/content/manifest'
import { folderFiles, zipFolder } from '../../../live/share/demo-folder'
import web from '../../../snippets/web.py?raw'
import { runTwin } from '../twins/python'
import { describeWithPython, python } from '../with-python'

const manifests = import.meta.glob<Demo>('../../../snippets/*/manifest.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../../../snippets/*/*.ts', '../../../snippets/*/*.py'], { eager: true, import: 'default', query: '?raw' })

/** A demo as the deck downloads it, nothing edited. */
function folderOf(demo: string): DemoFolder {
  const manifest = manifests[`../../../snippets/${demo}/manifest.ts`]!
  const texts = (kind: 'typescript' | 'python') => Object.fromEntries(Object.keys(manifest.variants).flatMap((name) => {
    const text = sources[`../../../snippets/${demo}/${filesOf(name)[kind]}`]
    return text === undefined ? [] : [[name, text]]
  }))
  return { deck: 'Some slides', demo, manifest, variants: texts('typescript'), twins: texts('python'), web }
}

const demos = Object.keys(manifests).map(file => file.split('/').at(-2)!)
const scratch = mkdtempSync(path.join(os.tmpdir(), 'demo-folder-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('the folder of a demo', () => {
  it.each(demos)('%s has each twin, each variant as it is, and how to run them', (demo) => {
    const folder = folderOf(demo)
    const files = folderFiles(folder)
    for (const [name, text] of Object.entries(folder.twins))
      expect(files[filesOf(name).python]).toBe(text)
    for (const [name, text] of Object.entries(folder.variants))
      expect(files[filesOf(name).typescript]).toBe(text)
    for (const name of Object.keys(folder.twins))
      expect(files['README.md']).toContain(`python3 ${filesOf(name).python}`)
    expect(files['README.md']).toContain('A demo of the slides "Some slides".')
    expect('web.py' in files).toBe(Object.values(folder.twins).some(text => text.includes('import web')))
  })

  it('has edits as they stand in the deck', () => {
    const folder = folderOf('lost-update')
    const files = folderFiles({ ...folder, variants: { ...folder.variants, threads: 'print(\'mine\')' } })
    expect(files['threads.ts']).toBe('print(\'mine\')\n')
  })

  it('as a zip file holds the same, in one folder of the demo’s name', () => {
    const folder = folderOf('downloads')
    const unpacked = unzipSync(zipFolder(folder))
    const files = Object.fromEntries(Object.entries(unpacked).map(([name, bytes]) => [name, strFromU8(bytes)]))
    expect(files).toEqual(Object.fromEntries(Object.entries(folderFiles(folder)).map(([name, text]) => [`downloads/${name}`, text])))
  })

  describeWithPython('unpacked', () => it.each([
    ['downloads', 'threads', '20 pages in'],
    ['back-pressure', 'semaphore', 'at most 10 at a time'],
    ['hello-threads', 'threads', 'all greeted'],
  ])('%s runs: %s', async (demo, variant, said) => {
    for (const [name, bytes] of Object.entries(unzipSync(zipFolder(folderOf(demo))))) {
      const file = path.join(scratch, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, bytes)
    }
    const { outcome, output, errors } = await runTwin(python, path.join(scratch, demo), filesOf(variant).python, 60)
    expect(errors).toBe('')
    expect(outcome).toBe('finished')
    expect(output).toContain(said)
  }))
})
