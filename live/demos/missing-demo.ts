import { allLanguages } from '../languages/registry'
import { demoOf, variantsOf } from './demos'

/**
 * Why there is no code to show, in a sentence for the deck's author.
 *
 * @param demo the name that the slide says
 * @param tabs the variants that it says, if it does
 */
export function missingDemo(demo: string, tabs: string | undefined): string {
  const names = Object.keys(demoOf(demo)?.variants ?? {})
  const [first] = names
  if (first === undefined)
    return `There is no demo “${demo}”: the folder snippets/${demo}/ has no program, a file in ${allLanguages().map(({ ending }) => ending).join(' or ')}.`
  const existing = variantsOf(demo).map(({ name }) => name)
  if (existing.length === 0)
    return `The manifest of “${demo}” has the variants ${names.join(', ')}, and snippets/${demo}/ has no file of theirs, such as ${allLanguages().map(({ fileOf }) => fileOf(first)).join(' or ')}.`
  return `“${demo}” has no variants ${tabs}; it has ${existing.join(', ')}.`
}
