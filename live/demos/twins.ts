import { filesOf } from '../content/manifest'
import { stepsTo } from './steps-to'

const sources = import.meta.glob<string>(['/snippets/*/*.py', '!/snippets/*/web.py'], {
  eager: true,
  import: 'default',
  query: '?raw',
})

/** A variant's Python. */
export interface Twin {
  /** Its file's name under `snippets/`, as `lost-update/threads.py`: also its key for edits and runs. */
  file: string
  source: string
  /** Its texts step by step, as it is typed live; the last one is {@link source}. */
  steps: readonly string[]
}

/** Twins that do not lie under `snippets/`, by their demo and variant. */
const more = new Map<string, Twin>()

/** Lets blocks of live code show a twin from elsewhere. */
export function addTwin(demo: string, variant: string, twin: Twin) {
  more.set(`${demo}/${variant}`, twin)
}

/**
 * The Python twin of a variant.
 *
 * @param demo its folder
 * @param variant its name
 * @returns `undefined` when it has none
 */
export function twinOf(demo: string, variant: string): Twin | undefined {
  const added = more.get(`${demo}/${variant}`)
  if (added)
    return added
  const file = `${demo}/${filesOf(variant).python}`
  const source = sources[`/snippets/${file}`]
  return source === undefined
    ? undefined
    : { file, source: source.trimEnd(), steps: stepsTo(file, path => sources[`/snippets/${path}`]) }
}
