import folders from 'virtual:compiled-programs'
import { describe, expect, it } from 'vitest'
import { Compiler } from '../../../engine/host/compiler'

const compiler = new Compiler()

/** Every text that a block of live code may show unedited: variants, steps, starts and solutions of exercises. */
const texts = Object.entries(import.meta.glob<string>(['../../../snippets/*/*.ts', '!../../../snippets/*/manifest.ts', '../../../exercises/*/{start,solution}.ts'], { eager: true, import: 'default', query: '?raw' }))
  .map(([path, text]) => {
    const file = path.replace(/^(?:\.\.\/)+(?:snippets\/)?/, '')
    return { file, name: file.replace(/\.step-\d+(?=\.ts$)/, ''), source: text.trimEnd() }
  })

describe('the program that was compiled with the deck is byte for byte what the browser\'s compiler makes', () => {
  it.each(texts)('$file', async ({ name, source }) => {
    const known = (await folders[name.slice(0, name.lastIndexOf('/'))]!()).default.find(text => text.source === source && text.program.name === name)?.program
    expect({ program: known }).toEqual(await compiler.compile(source, name))
  })
})

it('there are programs of nothing else', async () => {
  const known = (await Promise.all(Object.values(folders).map(load => load()))).flatMap(({ default: all }) => all)
  expect(known.map(({ source }) => source).toSorted()).toEqual(texts.map(({ source }) => source).toSorted())
})
