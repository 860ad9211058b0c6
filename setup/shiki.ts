import type { LanguageRegistration } from 'shiki'
import { defineShikiSetup } from '@slidev/types'
import { dark, light } from '../live/highlight/theme'
import { withWords } from '../live/highlight/words'

async function typescript(): Promise<LanguageRegistration[]> {
  const { default: grammars } = await import('shiki/langs/typescript.mjs')
  return grammars.map(withWords)
}

async function python(): Promise<LanguageRegistration[]> {
  const { default: grammars } = await import('shiki/langs/python.mjs')
  return grammars.map(withWords)
}

export default defineShikiSetup(() => ({
  themes: { light, dark },
  langs: { typescript, ts: typescript, python, py: python },
}))
