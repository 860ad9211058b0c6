import type { LiveSlide } from '../notes/live-slide'
import type { TalkWindow } from './window'
import { filesOf } from '../../live/content/manifest'
import { choose, run, showPython, showsStep, stop } from './acts'
import { until } from './window'

/** Seconds that a twin may take: computing is slower here than on the machine's own threads. */
const LIMIT = 300

/**
 * Shows the Python of each variant with a tab, types its steps, and runs it; if the browser can't run it, checks its
 * recording. Leaves the slide with its TypeScript.
 *
 * @param done files of twins that have been run on earlier slides; those run here are added
 * @returns titles of the variants whose twins were run
 * @throws Error when something is wrong
 */
export async function performTwins(slide: LiveSlide, done: Set<string>, presenter: TalkWindow, audience: TalkWindow): Promise<string[]> {
  const titles: string[] = []
  const todo = [...slide.variants].filter(([, name]) => !done.has(`${slide.demo}/${name}`))
  if (todo.length === 0)
    return titles
  await presenter.page.keyboard.press('Escape')
  await showPython(true, presenter, audience)
  for (const [title, name] of todo) {
    done.add(`${slide.demo}/${name}`)
    if (slide.variants.size > 1)
      await choose(title, slide, presenter, audience)
    if (slide.manifest.variants[name]?.recordedTwin !== undefined) {
      for (const window of [presenter, audience])
        await until(`the ${window.name} shows the recording of “${title}”`, () => window.block.getByRole('group', { name: 'Recorded output of CPython' }).isVisible())
      continue
    }
    await typeSteps(slide, presenter, audience)
    if (await run(slide, presenter, audience, LIMIT) === 'run, deadlock')
      await stop(presenter, audience)
    titles.push(title)
  }
  await showPython(false, presenter, audience)
  return titles
}

async function typeSteps({ demo, shown }: LiveSlide, presenter: TalkWindow, audience: TalkWindow) {
  const steps = presenter.block.locator('.live-steps')
  const count = await steps.count() === 0 ? 1 : Number((await steps.textContent())?.match(/\d+$/)?.[0] ?? 1)
  for (let step = 2; step <= count; step++) {
    // At once: the variant has already shown what typing looks like.
    await presenter.page.keyboard.press('Shift+N')
    await showsStep(step, demo, filesOf(shown).python, presenter, audience)
  }
}
