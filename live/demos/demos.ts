import type { Demo, Mode, Variant } from '../content/manifest'
import { ownLanguage } from '../languages/registry'
import { stepsTo } from './steps-to'

/** One way to write a demo, with all that a block of live code needs of it. */
export interface DemoVariant {
  /** Its file's name under `snippets/`, as `lost-update/threads.ts`: also its key for edits and runs. */
  file: string
  name: string
  variant: Variant
  source: string
  /** Its texts step by step, as it is typed live; the last one is {@link source}. */
  steps: readonly string[]
  modes: readonly [Mode, ...Mode[]]
  threads: number | undefined
}

const manifests = import.meta.glob<Demo>('/snippets/*/manifest.ts', { eager: true, import: 'default' })
/** Demos that do not lie under `snippets/`, as exercises; by the name under which blocks ask for them. */
const more = new Map<string, DemoVariant[]>()

/** Lets blocks of live code show variants from elsewhere. */
export function addDemo(demo: string, variants: DemoVariant[]) {
  more.set(demo, variants)
}

/** A demo's manifest; `undefined` when there is no such demo. */
export function demoOf(demo: string): Demo | undefined {
  return manifests[`/snippets/${demo}/manifest.ts`]
}

/** Names of all demos. */
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
    const file = `${demo}/${ownLanguage.fileOf(name)}`
    const source = ownLanguage.texts[`/snippets/${file}`]
    return source === undefined
      ? []
      : [{
          file,
          name,
          variant,
          source: source.trimEnd(),
          steps: stepsTo(file, path => ownLanguage.texts[`/snippets/${path}`]),
          modes: variant.modes ?? manifest.modes,
          threads: variant.threads ?? manifest.threads,
        }]
  })
}
