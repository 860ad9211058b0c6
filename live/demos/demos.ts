import type { Demo, Mode, Variant } from '../content/manifest'
import type { Language } from '../languages/language'
import { allLanguages, ownLanguage } from '../languages/registry'
import { bareDemo } from './bare-demo'
import { stepsTo } from './steps-to'

/** One way to write a demo, with everything that a block of live code needs. */
export interface DemoVariant {
  /** Its file's name under `snippets/`, such as `lost-update/threads.ts`: also its key for edits and runs. */
  file: string
  name: string
  variant: Variant
  /** Its language. @default the deck's own language */
  language?: Language
  source: string
  /** Its text at each step, as it is typed live; the last one is {@link source}. */
  steps: readonly string[]
  modes: readonly [Mode, ...Mode[]]
  threads: number | undefined
}

const manifests = import.meta.glob<Demo>('/snippets/*/manifest.ts', { eager: true, import: 'default' })
/** Demos outside `snippets/`, such as exercises, by the name that blocks use. */
const more = new Map<string, DemoVariant[]>()

/** Lets blocks of live code show variants from elsewhere. */
export function addDemo(demo: string, variants: DemoVariant[]) {
  more.set(demo, variants)
}

/** A demo's manifest, or one derived from its files; `undefined` when there is no such demo. */
export function demoOf(demo: string): Demo | undefined {
  return manifests[`/snippets/${demo}/manifest.ts`] ?? bareDemo(demo, allLanguages())
}

/** Names of all demos with a manifest. */
export function allDemos(): string[] {
  return Object.keys(manifests).map(path => path.split('/').at(-2)!)
}

/** The variants of a demo that can run here, in the order of their tabs. */
export function variantsOf(demo: string): DemoVariant[] {
  const added = more.get(demo)
  if (added)
    return added
  const manifest = demoOf(demo)
  if (!manifest)
    return []
  return Object.entries(manifest.variants).flatMap(([name, variant]) => {
    const language = languageIn(demo, name, variant)
    if (!language)
      return []
    const file = `${demo}/${language.fileOf(name)}`
    return [{
      file,
      name,
      variant,
      language,
      source: language.texts[`/snippets/${file}`]!.trimEnd(),
      steps: stepsTo(file, path => language.texts[`/snippets/${path}`]),
      modes: variant.modes ?? manifest.modes,
      threads: variant.threads ?? manifest.threads,
    }]
  })
}

/** The language of a variant: the deck's own if possible, else the first that has the variant and can run it. */
function languageIn(demo: string, name: string, { typescript }: Variant): Language | undefined {
  const candidates = typescript === false ? [ownLanguage] : allLanguages()
  return candidates.find(language => Object.hasOwn(language.texts, `/snippets/${demo}/${language.fileOf(name)}`))
}
