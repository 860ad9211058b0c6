import { demoOf, variantsOf } from './demos'
import { twinsOf } from './twins'

/** All that a demo says of itself and all its code, for a search; empty for an exercise, whose solution is not to be found. */
export function demoWords(name: string): string {
  const demo = demoOf(name)
  if (!demo)
    return ''
  const code = variantsOf(name).flatMap(({ name: variant, source, variant: { title }, language }) =>
    [title, source, ...twinsOf(name, variant, language).map(twin => twin.source)])
  return [name, demo.title, demo.shows, ...code].join('\n')
}
