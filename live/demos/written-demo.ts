import type { Mode } from '../../engine/protocol/run'
import { fnv1a } from '../../engine/protocol/hash'
import { allLanguages, ownLanguage } from '../languages/registry'
import { addDemo } from './demos'

/** A program written on a slide itself, in a fenced block. */
export interface WrittenProgram {
  /** The fence's language: `ts`, `typescript`, `py`, `python`. */
  lang: string
  /** Its text at each step, as it is typed live; the last one is the whole program. */
  steps: readonly [string, ...string[]]
  /** Its initial mode. @default 'gil' */
  mode?: Mode
}

/**
 * Creates a demo from a program on a slide.
 *
 * @returns the name of the demo: the same for the same text, so that its edits and runs are found wherever it is
 */
export function writtenDemo({ lang, steps, mode = 'gil' }: WrittenProgram): string {
  const language = allLanguages().find(({ id, ending }) => lang === id || `.${lang}` === ending) ?? ownLanguage
  const texts = steps.map(text => text.trimEnd())
  const source = texts.at(-1)!
  const demo = `written/${fnv1a(new TextEncoder().encode(texts.join('\0'))).toString(36)}`
  addDemo(demo, [{
    file: `${demo}/main${language.ending}`,
    name: 'main',
    variant: { title: 'main', accent: language.hasEventLoop(source) ? 'asyncio' : undefined },
    language,
    source,
    steps: texts,
    modes: mode === 'gil' ? ['gil', 'free'] : ['free', 'gil'],
    threads: undefined,
  }])
  return demo
}
