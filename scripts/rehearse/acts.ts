import type { Directive } from '../notes/directives.mjs'
import type { LiveSlide } from '../notes/live-slide'
import type { TalkWindow } from './window'
import fs from 'node:fs'
import path from 'node:path'
import { filesOf, stepFile } from '../../live/content/manifest'
import { until } from './window'

/** Seconds that a run may take: many times the longest one, since a busy machine is not a failure. */
const LIMIT = 180
const SNIPPETS = path.join(import.meta.dirname, '../../snippets')

/**
 * Carries out a directive in the presenter's window, and checks that the audience sees the same.
 *
 * @returns what was done, in words
 * @throws Error when something is wrong
 */
export async function perform(directive: Directive, slide: LiveSlide, presenter: TalkWindow, audience: TalkWindow): Promise<string[]> {
  switch (directive.do) {
    case 'run': {
      const { all, variant, mode } = directive
      if ((all === true) !== slide.sideBySide)
        throw new Error(slide.sideBySide ? 'a slide that compares variants runs all of them: [run all]' : 'there is no button that runs all')
      const did: string[] = []
      if (variant !== undefined)
        did.push(await choose(titleOf(slide, variant), slide, presenter, audience))
      if (mode !== undefined)
        did.push(await setMode(mode, presenter, audience))
      did.push(await (slide.sideBySide ? runAll(presenter, audience) : run(slide, presenter, audience)))
      return did
    }
    case 'tab':
      return [await choose(titleOf(slide, directive.variant), slide, presenter, audience)]
    case 'explore':
      return [...directive.variant === undefined ? [] : [await choose(titleOf(slide, directive.variant), slide, presenter, audience)], await explore(presenter, audience)]
    case 'step':
      return [await typeStep(directive.atOnce ?? false, slide, presenter, audience)]
    case 'language':
      await showPython(directive.twin, presenter, audience)
      return [directive.twin ? 'Python' : 'TypeScript']
    case 'stop':
      return [await stop(presenter, audience)]
    // The speaker's improvisation and the audience's answers can't be rehearsed.
    case 'edit':
    case 'ask':
      return []
  }
}

function titleOf({ variants, demo }: LiveSlide, name: string): string {
  for (const [title, variant] of variants) {
    if (variant === name)
      return title
  }
  throw new Error(`${demo} has no tab for the variant ${name}`)
}

/** Chooses a tab by its title. */
export async function choose(title: string, slide: LiveSlide, ...windows: TalkWindow[]): Promise<string> {
  const tab = (window: TalkWindow) => window.block.getByRole('tab', { name: title, exact: true })
  await tab(windows[0]!).click()
  slide.shown = slide.variants.get(title) ?? slide.shown
  for (const window of windows)
    await until(`the ${window.name} shows “${title}”`, async () => await tab(window).getAttribute('aria-selected') === 'true')
  return `“${title}”`
}

async function setMode(mode: 'gil' | 'free', ...windows: TalkWindow[]): Promise<string> {
  const radio = (window: TalkWindow) => window.block.getByRole('radio', { name: mode === 'gil' ? /^GIL/ : 'free-threaded' })
  // A demo with one mode has no switch.
  if (await radio(windows[0]!).count() === 0 && mode === 'gil')
    return 'GIL'
  await radio(windows[0]!).click()
  for (const window of windows)
    await until(`the ${window.name} shows the mode`, async () => await radio(window).getAttribute('aria-checked') === 'true')
  return mode === 'gil' ? 'GIL' : 'free-threaded'
}

async function typeStep(atOnce: boolean, { demo, shown }: LiveSlide, presenter: TalkWindow, audience: TalkWindow): Promise<string> {
  const step = 1 + Number((await presenter.block.locator('.live-steps').textContent())?.match(/\d+/)?.[0] ?? 1)
  await presenter.page.keyboard.press(atOnce ? 'Shift+N' : 'n')
  const { typescript, python } = filesOf(shown)
  return showsStep(step, demo, await showsPython(presenter) ? python : typescript, presenter, audience)
}

async function showsPython({ block }: TalkWindow): Promise<boolean> {
  const button = block.getByRole('button', { name: 'Python', exact: true })
  return await button.count() > 0 && await button.getAttribute('aria-pressed') === 'true'
}

/** Shows a demo's Python, or its TypeScript again. */
export async function showPython(shown: boolean, ...windows: TalkWindow[]) {
  if (await showsPython(windows[0]!) !== shown)
    await windows[0]!.page.keyboard.press('y')
  for (const window of windows)
    await until(`the ${window.name} shows ${shown ? 'Python' : 'TypeScript'}`, async () => await showsPython(window) === shown)
}

/** Waits until a step of a file has been typed in all windows; the step after the last is the file itself. */
export async function showsStep(step: number, demo: string, name: string, ...windows: TalkWindow[]): Promise<string> {
  const own = path.join(SNIPPETS, demo, stepFile(name, step))
  const text = fs.readFileSync(fs.existsSync(own) ? own : path.join(SNIPPETS, demo, name), 'utf8').trimEnd()
  for (const window of windows)
    await until(`the ${window.name} shows step ${step}`, async () => (await window.code()).trimEnd() === text, 180)
  return `step ${step} typed`
}

const isOver = (status: string | null): boolean => !['loading', 'compiling', 'running', 'stopping'].includes(status ?? '')

/**
 * Runs what is shown, and checks that it ends as the manifest says, within `limit` seconds, or hangs as the manifest says.
 *
 * @throws Error when it ends otherwise, or the audience sees something else
 */
export async function run({ manifest, shown }: LiveSlide, presenter: TalkWindow, audience: TalkWindow, limit = LIMIT): Promise<string> {
  const before = await presenter.run()
  const expected = manifest.variants[shown]?.fails
  await presenter.page.keyboard.press('ControlOrMeta+Enter')
  await until('a new run has begun', async () => (await presenter.run()).id !== before.id)
  await until('the run is over, or hangs', async () => {
    const { status, deadlocked } = await presenter.run()
    return deadlocked || isOver(status)
  }, limit)
  const { deadlocked } = await presenter.run()
  if (deadlocked !== (expected?.kind === 'deadlock'))
    throw new Error(`it ended as ${deadlocked ? 'a deadlock' : (await presenter.run()).status}`)
  if (deadlocked) {
    await until('the audience sees the deadlock', async () => (await audience.run()).deadlocked)
    return 'run, deadlock'
  }
  await sameEnd(expected?.kind === 'error' ? ['failed', 'finished'] : ['finished'], presenter, audience)
  return 'run'
}

/**
 * Ends a run that hangs.
 *
 * @throws Error when there is none, or it ends otherwise
 */
export async function stop(presenter: TalkWindow, audience: TalkWindow): Promise<string> {
  if (isOver((await presenter.run()).status))
    throw new Error('there is no run to stop')
  await presenter.page.keyboard.press('ControlOrMeta+.')
  await until('the run is over', async () => isOver((await presenter.run()).status))
  await sameEnd(['stopped'], presenter, audience)
  return 'stop'
}

async function explore(presenter: TalkWindow, audience: TalkWindow): Promise<string> {
  const ends = (window: TalkWindow) => window.block.locator('.schedule-ends strong').allTextContents()
  const covers = ({ block }: TalkWindow) => block.locator('.schedule-note').textContent()
  await presenter.page.keyboard.press('s')
  for (const window of [presenter, audience])
    await until(`the ${window.name} shows all schedules`, async () => (await ends(window)).length > 0 && await window.block.getByRole('button', { name: 'Stop exploring' }).count() === 0, LIMIT)
  if ((await ends(presenter)).join() !== (await ends(audience)).join())
    throw new Error('the audience sees other ends')
  return `explored: ${await covers(presenter)}`
}

async function sameEnd(wanted: readonly string[], presenter: TalkWindow, audience: TalkWindow): Promise<void> {
  const { id, status } = await presenter.run()
  await until('the audience has seen its end', async () => {
    const theirs = await audience.run()
    return theirs.id === id && theirs.status === status && await audience.lastLine() === await presenter.lastLine()
  })
  if (!wanted.includes(status ?? ''))
    throw new Error(`it ended as ${status}`)
}

async function runAll(presenter: TalkWindow, audience: TalkWindow): Promise<string> {
  const button = presenter.block.getByRole('button', { name: 'Run all' })
  const rows = (window: TalkWindow) => window.block.locator('tbody tr:first-child').allTextContents()
  const before = await rows(presenter)
  await presenter.page.keyboard.press('ControlOrMeta+Enter')
  await until('the runs have begun', async () => await button.count() === 0)
  await until('the runs are over', async () => await button.count() === 1, 2 * LIMIT)
  const figures = await rows(presenter)
  if (figures.join() === before.join())
    throw new Error('there are no new figures')
  await until('the audience has the same figures', async () => (await rows(audience)).join() === figures.join())
  return 'run all'
}
