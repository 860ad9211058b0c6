import type { Language } from '../languages/language'
import { allLanguages, ownLanguage } from '../languages/registry'
import { stepsTo } from './steps-to'

/** A variant in another language than the deck's own. */
export interface Twin {
  language: Language
  /** Its file's name under `snippets/`, such as `lost-update/threads.py`: also its key for edits and runs. */
  file: string
  source: string
  /** Its text at each step, as it is typed live; the last one is {@link source}. */
  steps: readonly string[]
}

/** Twins outside `snippets/`, by demo and variant. */
const more = new Map<string, Twin[]>()

/** Lets blocks of live code show twins from elsewhere. */
export function addTwins(demo: string, variant: string, twins: Twin[]) {
  more.set(`${demo}/${variant}`, twins)
}

/**
 * The twins of a variant, in the order of their languages.
 *
 * @param demo its folder
 * @param variant its name
 * @param own the language of the variant itself
 */
export function twinsOf(demo: string, variant: string, own: Language = ownLanguage): readonly Twin[] {
  return more.get(`${demo}/${variant}`) ?? allLanguages().flatMap(language => language === own ? [] : twinIn(language, demo, variant) ?? [])
}

function twinIn(language: Language, demo: string, variant: string): Twin | undefined {
  const file = `${demo}/${language.fileOf(variant)}`
  const source = language.texts[`/snippets/${file}`]
  return source === undefined
    ? undefined
    : { language, file, source: source.trimEnd(), steps: stepsTo(file, path => language.texts[`/snippets/${path}`]) }
}
