import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../element/settings'

function settings(attributes: Partial<Parameters<typeof readSettings>[0]>) {
  return readSettings({ language: null, mode: null, height: null, src: null, ...attributes }, text => /^\d+(?:px|rem)$/.test(text))
}

describe('the attributes of <live-code>', () => {
  it('have defaults: TypeScript, with the GIL, as high as its content', () => {
    expect(settings({})).toEqual({ language: 'typescript', mode: 'gil', problems: [] })
    expect(settings({ language: 'typescript', mode: 'free', height: '320px' })).toEqual({ language: 'typescript', mode: 'free', height: '320px', problems: [] })
  })

  it('the language follows from the ending of src, unless it is named', () => {
    expect(settings({ src: 'programs/greet.py?v=2' }).language).toBe('python')
    expect(settings({ src: 'programs/greet.ts#top' }).language).toBe('typescript')
    expect(settings({ src: 'greet.py', language: 'typescript' }).language).toBe('typescript')
  })

  it.each([
    [{ language: 'pyton' }, 'language="pyton" is no language that runs here: "typescript" or "python".'],
    [{ language: 'constructor' }, 'language="constructor" is no language that runs here: "typescript" or "python".'],
    [{ language: '' }, 'language="" is no language that runs here: "typescript" or "python".'],
    [{ mode: 'fast' }, 'mode="fast" is no mode that TypeScript runs in: "gil" or "free".'],
    [{ language: 'python', mode: 'free' }, 'mode="free" is no mode that Python runs in: "gil".'],
    [{ height: 'tall' }, 'height="tall" is no CSS length, as 320px.'],
  ])('what is wrong with %j is said in one sentence', (attributes, problem) => {
    expect(settings(attributes).problems).toEqual([problem])
  })
})
