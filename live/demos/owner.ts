import type { DemoVariant } from './demos'
import { variantsOf } from './demos'
import { twinOf } from './twins'

/** What a file is of a demo: a variant, or a variant's Python. */
export interface Owner {
  variant: DemoVariant
  python: boolean
}

/**
 * What a file is.
 *
 * @param demo a demo or an exercise
 * @param file as `lost-update/threads.ts` or `lost-update/threads.py`
 * @returns `undefined` when the demo has no such file
 */
export function ownerOf(demo: string, file: string): Owner | undefined {
  for (const variant of variantsOf(demo)) {
    if (variant.file === file)
      return { variant, python: false }
    if (twinOf(demo, variant.name)?.file === file)
      return { variant, python: true }
  }
  return undefined
}
