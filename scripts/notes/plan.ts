/** How long each slide takes on stage: computed from its note and from recorded runs with the table in `pace.ts`. */
import type { Recording } from '../../live/content/recording'
import type { Act } from './keys'
import type { LiveSlide } from './live-slide'
import type { TalkSlide } from './slides.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { filesOf, stepFile } from '../../live/content/manifest'
import { typingSeconds } from '../../live/demos/typing'
import { directivesOf, replaceDirectives, textsOf } from './directives.mjs'
import { actsOf } from './keys'
import { liveSlideOf } from './live-slide'
import { manifestOf } from './manifest-of'
import { PACE } from './pace'

/** The version of Python whose recordings slides show. */
const PYTHON = '3.14'
const SNIPPETS = path.join(import.meta.dirname, '../../snippets')

/** The time for a slide, in seconds. */
interface Plan {
  words: number
  keys: number
  runs: number
  results: number
  questions: number
  typing: number
  total: number
}

/**
 * How long a slide takes, by {@link PACE}.
 *
 * @param slide a slide of the talk
 * @throws Error when a run that its note asks for was never recorded
 */
export async function planOf(slide: Pick<TalkSlide, 'content' | 'note'>): Promise<Plan> {
  const live = await liveSlideOf(slide, manifestOf)
  const acts = actsOf(directivesOf(slide.note), live)
  const doing = (verb: Act['directive']['do']) => acts.filter(({ directive }) => directive.do === verb)
  const clicks = slide.note.match(/\[click\]/g)?.length ?? 0
  const parts = {
    words: wordsIn(slide.note) * 60 / PACE.wordsPerMinute,
    // One more key press shows the slide itself.
    keys: (1 + clicks + acts.reduce((sum, { keys }) => sum + keys.length, 0)) * PACE.key,
    runs: live ? doing('run').reduce((sum, act) => sum + Math.max(PACE.leastRun, recordedSeconds(live, act)), 0) : 0,
    results: doing('run').length * PACE.result,
    questions: doing('ask').length * PACE.question,
    typing: live ? typedSeconds(live, acts) : 0,
  }
  return { ...parts, total: Object.values(parts).reduce((sum, seconds) => sum + seconds, 0) }
}

/** Counts the words that the speaker says. */
function wordsIn(note: string): number {
  const said = replaceDirectives(textsOf(note).speaker, () => ' ').replaceAll('[click]', ' ')
  return said.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0
}

/** The median of a run's recorded times. */
function recordedSeconds({ demo, sideBySide, variants }: LiveSlide, { shown }: Act): number {
  const names = sideBySide ? [...variants.values()] : [shown.variant]
  return names.reduce((sum, name) => {
    const times = recordingOf(demo, shown)?.variants[name]?.runs.map(({ wall }) => wall).sort((a, b) => a - b) ?? []
    if (times.length === 0)
      throw new Error(`${demo}/${name} was never recorded: npm run record -- --demo ${demo}`)
    return sum + times[times.length >> 1]!
  }, 0)
}

function recordingOf(demo: string, { mode, python }: Act['shown']): Recording | undefined {
  const file = path.join(SNIPPETS, demo, 'recordings', python ? `cpython-${PYTHON}.json` : `deck-${mode}.json`)
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as Recording : undefined
}

/** The time to type each next step letter by letter. */
function typedSeconds({ demo }: LiveSlide, acts: readonly Act[]): number {
  let step = 1
  return acts.filter(({ directive }) => directive.do === 'step').reduce((sum, { directive, shown }) => {
    const { typescript, python } = filesOf(shown.variant)
    const file = shown.python ? python : typescript
    const [from, to] = [textOfStep(demo, file, step), textOfStep(demo, file, ++step)]
    return sum + typingSeconds(from, to, directive.do === 'step' && directive.atOnce ? 'at once' : 'letters')
  }, 0)
}

/** The step after the last is the file itself. */
function textOfStep(demo: string, file: string, step: number): string {
  const own = path.join(SNIPPETS, demo, stepFile(file, step))
  return fs.readFileSync(fs.existsSync(own) ? own : path.join(SNIPPETS, demo, file), 'utf8')
}

/** Minutes for a slide's frontmatter, rounded to a tenth. */
export function plannedMinutes({ total }: Pick<Plan, 'total'>): number {
  return Math.round(total / 6) / 10
}
