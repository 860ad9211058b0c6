import type { Language } from './language'
import { byEnding } from './files'
import { python } from './python'
import { typescript } from './typescript'

/** The deck's own language, in which variants are written; the others say the same. */
export const ownLanguage: Language = typescript

const languages: Language[] = [ownLanguage, python]

/** Adds a language; returns what takes it out again. */
export function registerLanguage(language: Language): () => void {
  languages.push(language)
  return () => void languages.splice(languages.indexOf(language), 1)
}

/** All languages, the deck's own first. */
export function allLanguages(): readonly Language[] {
  return languages
}

/**
 * The language of a file.
 *
 * @param file as `lost-update/threads.py`; what ends like no language's files is in the deck's own
 */
export function languageOf(file: string): Language {
  return byEnding(file, languages)
}
