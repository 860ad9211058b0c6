import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeWithPython, python } from '../with-python'
import { extendingFiles, root } from './extending-files'

const files = extendingFiles()

/** Complaints of the compiler about some of the example's files, as they would be in the repository. */
function complaints(config: string, wanted: (file: string) => boolean): string[] {
  const examples = new Map(files.map(({ file, text }) => [path.join(root, file), text]))
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(root, config), ts.sys.readFile).config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = file => examples.has(file) || fileExists(file)
  host.readFile = file => examples.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => examples.has(file) ? ts.createSourceFile(file, examples.get(file)!, version) : getSourceFile(file, version, ...rest)
  const roots = [...examples.keys()].filter(file => wanted(path.relative(root, file)))
  expect(roots).not.toEqual([])
  const program = ts.createProgram([...roots, path.join(root, 'engine/shims.d.ts')], { ...options, noEmit: true, composite: false, incremental: false, emitDeclarationOnly: false, declaration: false }, host)
  return roots
    .flatMap(file => [...program.getSyntacticDiagnostics(program.getSourceFile(file)), ...program.getSemanticDiagnostics(program.getSourceFile(file))])
    .map(({ file, messageText }) => `${path.relative(root, file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
}

describe('the examples of docs/extending.md', () => {
  it.each([
    ['the demo’s and the exercise’s programs', 'tsconfig.snippets.json', (file: string) => /^(?:snippets|exercises)\/[\w-]+\/(?!manifest|exercise)[\w-]+\.ts$/.test(file)],
    ['the manifest and the exercise', 'tsconfig.page.json', (file: string) => /\/(?:manifest|exercise)\.ts$/.test(file)],
    ['the language', 'tsconfig.page.json', (file: string) => file.startsWith('live/languages/')],
    ['the class of the runtime and its module', 'tsconfig.worker.json', (file: string) => file.startsWith('engine/')],
  ])('%s have the right types', (_, config, wanted) => {
    expect(complaints(config, wanted)).toEqual([])
  })

  it('each slide has a layout of the deck, fills slots that it has, and ends with a note', () => {
    const { text } = files.find(({ file }) => file.startsWith('pages/'))!
    const slides = text.split(/^---\n(?=layout:)/m).filter(Boolean)
    expect(slides).toHaveLength(2)
    for (const slide of slides) {
      const layout = fs.readFileSync(path.join(root, 'layouts', `${/^layout: (.*)$/m.exec(slide)![1]}.vue`), 'utf8')
      const slots = Array.from(slide.matchAll(/^::(\w+)::$/gm), ([, name]) => name)
      expect(slots).not.toEqual([])
      for (const slot of slots)
        expect(layout).toContain(`<slot name="${slot}"`)
      expect(slide).toMatch(/<!--\n\S[\s\S]*-->\s*(?:---\s*)?$/)
    }
  })

  it('the table of layouts says which slots each has', () => {
    const page = fs.readFileSync(path.join(root, 'docs/extending.md'), 'utf8')
    const told = Array.from(page.matchAll(/^\| `([\w-]+)` \| ([^|]*) \|/gm), ([, layout = '', slots = '']) => [layout, Array.from(slots.matchAll(/`(\w+)`/g), ([, slot]) => slot)])
    expect(told).not.toEqual([])
    for (const [layout, slots] of told) {
      const text = fs.readFileSync(path.join(root, `layouts/${layout as string}.vue`), 'utf8')
      expect(Array.from(text.matchAll(/<slot name="(\w+)"/g), ([, slot]) => slot)).toEqual(slots)
    }
  })

  describeWithPython('programs', () => {
    it.each([
      ['snippets/tickets/sequential.py', '200 sold\n'],
      ['snippets/tickets/threads.py', '200 sold\n'],
      ['exercises/wait-for-the-baker/start.py', '0 loaves\n'],
      ['exercises/wait-for-the-baker/solution.py', '3 loaves\n'],
    ])('%s prints what it should', (file, printed) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'extending-'))
      onTestFinished(() => fs.rmSync(folder, { recursive: true }))
      const program = path.join(folder, path.basename(file))
      fs.writeFileSync(program, files.find(each => each.file === file)!.text)
      expect(execFileSync(python.command, [program], { encoding: 'utf8' })).toBe(printed)
    })
  })
})
