import type { Demo, Variant } from '../content/manifest'
import type { Language } from '../languages/language'

/** `threads.step-1.ts` is not a variant of its own. */
const STEP = /\.step-\d+$/

/**
 * A demo without a manifest, from the files of a folder under `snippets/`: each file is a variant by its name, runs in both
 * modes, and counts as asyncio if its name says so.
 *
 * @param demo the folder
 * @param languages the languages that its files may be in
 * @returns `undefined` for a folder without such files
 */
export function bareDemo(demo: string, languages: readonly Language[]): Demo | undefined {
  const folder = `/snippets/${demo}/`
  const variants: Record<string, Variant> = {}
  for (const language of languages) {
    for (const [path, text] of Object.entries(language.texts)) {
      const file = path.slice(folder.length)
      const stem = file.slice(0, -language.ending.length)
      if (!path.startsWith(folder) || file === 'manifest.ts' || STEP.test(stem))
        continue
      // A variant's file may have another name, such as Python's `with_asyncio.py`.
      const name = [stem.replace(/^with_/, ''), stem].find(each => language.fileOf(each) === file) ?? stem
      variants[name] ??= { title: name.replaceAll('-', ' '), accent: language.hasEventLoop(text) ? 'asyncio' : 'threads' }
    }
  }
  return Object.keys(variants).length === 0
    ? undefined
    : { title: demo.replaceAll('-', ' '), shows: '', modes: ['gil', 'free'], variants }
}
