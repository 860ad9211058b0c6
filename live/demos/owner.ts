import type { Language } from '../languages/language'
import type { DemoVariant } from './demos'
import { ownLanguage } from '../languages/registry'
import { variantsOf } from './demos'
import { twinsOf } from './twins'

/** A file's place in a demo: a variant in one of its languages. */
export interface Owner {
  variant: DemoVariant
  language: Language
}

/**
 * The variant and language of a file.
 *
 * @param demo a demo or an exercise
 * @param file such as `lost-update/threads.ts` or `lost-update/threads.py`
 * @returns `undefined` when the demo has no such file
 */
export function ownerOf(demo: string, file: string): Owner | undefined {
  for (const variant of variantsOf(demo)) {
    if (variant.file === file)
      return { variant, language: variant.language ?? ownLanguage }
    const twin = twinsOf(demo, variant.name, variant.language).find(each => each.file === file)
    if (twin)
      return { variant, language: twin.language }
  }
  return undefined
}
