import type { Language } from '../content/exercise'

/** What a file is written in. */
export function languageOf(file: string): Language {
  return file.endsWith('.py') ? 'python' : 'typescript'
}
