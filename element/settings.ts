/** What the attributes of `<live-code>` say, and what is wrong with them. */
import type { Mode } from '../engine/protocol/run'

/** The languages that run. */
export type LanguageName = 'typescript' | 'python'

/** What is known of a language. */
interface LanguageFacts {
  label: string
  ending: string
  /** The modes that a program may run in, the default first. */
  modes: readonly Mode[]
  /** Columns of one step of indentation. */
  indent: number
}

/** All languages, the default first. */
export const LANGUAGES: Readonly<Record<LanguageName, LanguageFacts>> = {
  typescript: { label: 'TypeScript', ending: '.ts', modes: ['gil', 'free'], indent: 2 },
  python: { label: 'Python', ending: '.py', modes: ['gil'], indent: 4 },
}

/** Modes as people read them. */
export const MODE_WORDS: Readonly<Record<Mode, string>> = { gil: 'GIL', free: 'free-threaded' }

/** The attributes, as the page wrote them; `null`: not at all. */
export interface Attributes {
  language: string | null
  mode: string | null
  height: string | null
  src: string | null
}

/** What an element is to do. */
export interface Settings {
  language: LanguageName
  mode: Mode
  /** Height of the whole block, as a CSS length; none: it grows with its content. */
  height?: string
  /** What is wrong with the attributes, a sentence each; such an element runs nothing. */
  problems: string[]
}

/**
 * Reads the attributes.
 *
 * @param attributes as the page wrote them
 * @param isLength whether a text is a CSS length
 */
export function readSettings(attributes: Attributes, isLength: (text: string) => boolean): Settings {
  const problems: string[] = []
  const language = readLanguage(attributes, problems)
  const { label, modes } = LANGUAGES[language]
  const mode = modes.find(mode => mode === attributes.mode)
  if (attributes.mode !== null && !mode && problems.length === 0)
    problems.push(`mode="${attributes.mode}" is no mode that ${label} runs in: ${listed(modes)}.`)
  const { height } = attributes
  if (height !== null && !isLength(height))
    problems.push(`height="${height}" is no CSS length, as 320px.`)
  return { language, mode: mode ?? modes[0]!, ...height !== null && isLength(height) && { height }, problems }
}

function readLanguage({ language, src }: Attributes, problems: string[]): LanguageName {
  const names = Object.keys(LANGUAGES) as LanguageName[]
  if (language === null)
    return names.find(name => src?.split(/[?#]/)[0]!.endsWith(LANGUAGES[name].ending)) ?? names[0]!
  const found = names.find(name => name === language)
  if (!found)
    problems.push(`language="${language}" is no language that runs here: ${listed(names)}.`)
  return found ?? names[0]!
}

function listed(words: readonly string[]): string {
  return words.map(word => `"${word}"`).join(' or ')
}
