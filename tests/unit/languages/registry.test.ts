import type { Language } from '../../../live/languages/language'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addDemo, variantsOf } from '../../../live/demos/demos'
import { ownerOf } from '../../../live/demos/owner'
import { addTwins, twinsOf } from '../../../live/demos/twins'
import { checkCode } from '../../../live/exercise/check-code'
import { languageFiles } from '../../../live/languages/files'
import { allLanguages, languageOf, ownLanguage, registerLanguage } from '../../../live/languages/registry'
import { runOf } from '../../../live/runs/runs'
import { extendingFiles } from '../docs/extending-files'
import { stubFrames } from '../live-code/frames'

/** The language that docs/extending.md shows. */
async function documentedLanguage(): Promise<Language> {
  const { text } = extendingFiles().find(({ file }) => file.startsWith('live/languages/'))!
  const { outputText } = ts.transpileModule(text.replace(/import\.meta\.glob.*/, '{},'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext } })
  const { plainLines } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`) as { plainLines: Language }
  return plainLines
}

describe('a third language, as docs/extending.md shows one', () => {
  let language: Language
  let unregister: () => void
  beforeEach(async () => {
    stubFrames()
    vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
    language = await documentedLanguage()
    unregister = registerLanguage(language)
  })
  afterEach(() => {
    unregister()
    vi.unstubAllGlobals()
  })

  it('is found by its files’ ending as long as it is registered', () => {
    expect(languageOf('any-demo/threads.txt')).toBe(language)
    expect(allLanguages()).toContain(language)
    unregister()
    expect(languageOf('any-demo/threads.txt')).toBe(ownLanguage)
    unregister = registerLanguage(language)
  })

  it('runs a file, and its output is shown as any other', async () => {
    const run = runOf('any-demo/threads.txt')
    await run.start('one\ntwo', {})
    expect(run.log.value.slice(0, 9).map(({ text }) => text)).toEqual(['one', 'two'])
    expect(run.status.value).toMatchObject({ kind: 'ended', summary: { outcome: 'finished' } })
  })

  it('has twins of variants, which links and edits find by their file', () => {
    const [variant] = variantsOf('lost-update')
    addDemo('told-in-lines', [variant!])
    addTwins('told-in-lines', variant!.name, [{ language, file: 'told-in-lines/threads.txt', source: 'one', steps: ['one'] }])
    expect(twinsOf('told-in-lines', variant!.name).map(twin => twin.language)).toEqual([language])
    expect(ownerOf('told-in-lines', 'told-in-lines/threads.txt')).toEqual({ variant, language })
  })

  it('is checked in exercises in its own two ways', async () => {
    const report = await checkCode({ title: 'Two lines', section: 'x', task: [], hints: [], because: '', checks: [{ says: 'two lines', wrong: ({ lines }) => lines.length === 2 ? undefined : 'not two' }] }, 'exercises/two-lines/start.txt', 'one\ntwo', { runs: 2 })
    expect(report.ways.map(({ way }) => way)).toEqual(language.ways)
    expect(report.passed).toBe(true)
  })
})

it('the languages of the deck are those that the build highlights, in the same order', () => {
  expect(allLanguages().map(({ id, ending }) => ({ id, ending }))).toEqual(languageFiles.map(({ id, ending }) => ({ id, ending })))
  expect(allLanguages()[0]).toBe(ownLanguage)
})

it('each variant of a demo is in the deck’s own language, and its twin ends as its language’s files do', () => {
  const [variant] = variantsOf('lost-update')
  expect(languageOf(variant!.file)).toBe(ownLanguage)
  const [twin] = twinsOf('lost-update', variant!.name)
  expect(languageOf(twin!.file)).toBe(twin!.language)
  expect(twin!.language.modes(['gil', 'free'])).toEqual(['gil'])
})
