import { describe, expect, it } from 'vitest'
import { demoOf, variantsOf } from '../../../live/demos/demos'
import { directiveInWords, directivesOf, replaceDirectives } from '../../../scripts/notes/directives.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'

const live = (await talkSlides()).flatMap((slide) => {
  const [, component, demo] = /<(LiveCode|SideBySide)\s[^>]*demo="([^"]+)"/.exec(slide.content) ?? []
  return demo === undefined ? [] : [{ ...slide, component, demo }]
})

describe('what a note says to do', () => {
  it.each([
    ['Two threads. [run] Look at the lanes.', [{ do: 'run' }]],
    ['[run threads] The same picture.', [{ do: 'run', variant: 'threads' }]],
    ['[run free] Some are lost.', [{ do: 'run', mode: 'free' }]],
    ['[run call gil] Lost too. [run all]', [{ do: 'run', variant: 'call', mode: 'gil' }, { do: 'run', all: true }]],
    ['[run all free]', [{ do: 'run', all: true, mode: 'free' }]],
    ['[explore] All of it. [explore locked] One end.', [{ do: 'explore' }, { do: 'explore', variant: 'locked' }]],
    ['[tab locked]\n[step] It adds a lock. [edit] A third one.\n[stop]', [{ do: 'tab', variant: 'locked' }, { do: 'step' }, { do: 'edit' }, { do: 'stop' }]],
    ['[python] [ask] Who is paid? [run] [typescript] [step at once]', [{ do: 'language', twin: true }, { do: 'ask' }, { do: 'run' }, { do: 'language', twin: false }, { do: 'step', atOnce: true }]],
    ['[run] Look.\n\n[readers]\n\nPress [run] yourself.', [{ do: 'run' }]],
    ['They run all day, run(), [runs] too; [click] is Slidev’s, [1] a footnote.', []],
  ])('%s', (note, directives) => {
    expect(directivesOf(note)).toEqual(directives)
  })

  it.each(['[run a b]', '[run gil free]', '[tab]', '[tab a b]', '[step 2]', '[python first]', '[stop now]'])('is refused where it can’t be understood: %s', (note) => {
    expect(() => directivesOf(`Then ${note} it.`)).toThrow(note)
  })

  it('is shown in words, with the titles that the tabs have', () => {
    expect(replaceDirectives('<p>[run locked free] None lost. [step] [run]</p>', directive => `«${directiveInWords(directive, { locked: 'with lock' })}»`))
      .toBe('<p>«Run “with lock”, free-threaded» None lost. «Type the next step» «Run»</p>')
  })
})

describe.each(live)('the note of slide $no, $demo', ({ note, demo, component, content }) => {
  const directives = directivesOf(note)

  it('says to run something', () => {
    expect(directives.some(directive => directive.do === 'run')).toBe(true)
  })

  it('names variants that have a tab, and runs all only where there is a button for it', () => {
    const tabs = /\b(?:tabs|variants)="([^"]+)"/.exec(content)?.[1]?.split(/,\s*/) ?? variantsOf(demo).map(({ name }) => name)
    for (const directive of directives) {
      if ('variant' in directive)
        expect(tabs).toContain(directive.variant)
      if (directive.do === 'run')
        expect(directive.all === true).toBe(component === 'SideBySide')
    }
  })

  it('stops what hangs', () => {
    let shown = /\bvariant="([^"]+)"/.exec(content)?.[1]
    directives.forEach((directive, index) => {
      if ('variant' in directive)
        shown = directive.variant
      const hangs = shown !== undefined && demoOf(demo)?.variants[shown]?.fails?.kind === 'deadlock'
      if (directive.do === 'run' && hangs)
        expect(directives[index + 1]?.do).toBe('stop')
      if (directive.do === 'stop')
        expect(hangs).toBe(true)
    })
  })
})
