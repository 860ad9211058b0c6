import { describe, expect, it } from 'vitest'
import { demoOf, variantsOf } from '../../../components/live-code/demos'
import { actsOf } from '../../../scripts/notes/rehearsal.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'

/** Short forms: a tab, a mode, `run`, a step. */
function short(note: string, titles = ['one', 'two', 'three']): string[] {
  return actsOf(note, titles).map(act => act.do === 'choose' ? `"${act.variant}"` : act.do === 'mode' ? act.mode : act.do === 'step' ? `step ${act.step}` : 'run')
}

describe('what a note says to do', () => {
  it.each([
    ['Click: run. Look at the lanes.', ['run']],
    ['Click: Ctrl+Enter runs "one". Watch it.', ['"one"', 'run']],
    ['Click: tab "two", run. It says "no".', ['"two"', 'run']],
    ['Click: run "one" first: a second. Then "two": half.', ['"one"', 'run', '"two"', 'run']],
    ['Click: tab "three": nothing is printed.', ['"three"', 'run']],
    ['Click: run "one" with the GIL: none lost.', ['"one"', 'gil', 'run']],
    ['Click: tab "two", back to GIL, run: lost.', ['"two"', 'gil', 'run']],
    ['Click: tab "two", both modes: none.', ['"two"', 'gil', 'run', 'free', 'run']],
    ['Click: free-threaded, run again: lost.', ['free', 'run']],
    ['Click: run all three with the GIL. Then "two" free-threaded.', ['gil', '"one"', 'run', '"two"', 'run', '"three"', 'run', '"two"', 'free', 'run']],
    ['Click: run, twice: the same.', ['run', 'run']],
    ['Type: step 2 adds a lock. run(): it waits.', ['step 2']],
    ['Type: step 2 adds a lock, run: now it is true.', ['step 2', 'run']],
    ['They run "one" all day.', []],
  ])('%s', (note, acts) => {
    expect(short(note)).toEqual(acts)
  })
})

it('on every slide with live code the note says to run something, each tab by the name that it has', async () => {
  for (const { no, note, content } of await talkSlides()) {
    const demo = content.match(/<(?:LiveCode|SideBySide)\s[^>]*demo="([^"]+)"/)?.[1]
    if (demo === undefined)
      continue
    const titles = variantsOf(demo).map(({ variant }) => variant.title)
    expect(demoOf(demo), `slide ${no}`).toBeDefined()
    expect(actsOf(note, titles).filter(act => act.do === 'run').length, `slide ${no}, ${demo}`).toBeGreaterThan(0)
    for (const [, tab] of note.matchAll(/\btab "([^"]+)"/g))
      expect(titles, `slide ${no}, ${demo}`).toContain(tab)
  }
})
