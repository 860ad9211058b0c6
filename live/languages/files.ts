/** The languages' files, for the build as well, which runs in Node: see language.ts. */
import type { LanguageFiles } from './language'
import { filesOf } from '../content/manifest.ts'

export const typescriptFiles: LanguageFiles = {
  id: 'typescript',
  ending: '.ts',
  name: 'TypeScript',
  tabSize: 2,
  fileOf: variant => filesOf(variant).typescript,
  grammar: () => import('shiki/langs/typescript.mjs'),
}

export const pythonFiles: LanguageFiles = {
  id: 'python',
  ending: '.py',
  name: 'Python',
  tabSize: 4,
  fileOf: variant => filesOf(variant).python,
  grammar: () => import('shiki/langs/python.mjs'),
}

/** All languages that the build knows; the deck's own is the first. */
export const languageFiles: readonly LanguageFiles[] = [typescriptFiles, pythonFiles]

/**
 * The language of a file among others.
 *
 * @param file as `lost-update/threads.py`
 * @param languages to choose from; what ends like none of them is in the first
 */
export function byEnding<Files extends LanguageFiles>(file: string, languages: readonly Files[]): Files {
  return languages.find(({ ending }) => file.endsWith(ending)) ?? languages[0]!
}
