import type { ThemeRegistrationRaw } from 'shiki'

/** The colours that a highlighting theme is made of. */
interface Palette {
  paper: string
  ink: string
  muted: string
  string: string
  number: string
  threads: string
  asyncio: string
}

/**
 * Makes a theme in the deck's own colours: code is ink, and the two accents belong to the words of threading and
 * asyncio alone, so that a slide shows from the last row which of the two it speaks of.
 */
function theme(name: string, type: 'light' | 'dark', colors: Palette): ThemeRegistrationRaw {
  return {
    name,
    type,
    colors: {
      'editor.background': colors.paper,
      'editor.foreground': colors.ink,
    },
    settings: [
      { settings: { foreground: colors.ink, background: colors.paper } },
      { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: colors.muted } },
      { scope: ['string', 'string.template', 'punctuation.definition.string', 'string.quoted.docstring'], settings: { foreground: colors.string } },
      { scope: ['meta.template.expression', 'meta.embedded', 'meta.fstring.python constant.character.format', 'source.ts meta.template.expression'], settings: { foreground: colors.ink } },
      { scope: ['constant.numeric', 'constant.language', 'support.constant'], settings: { foreground: colors.number } },
      { scope: ['keyword.control', 'keyword.other', 'storage.type', 'storage.modifier', 'keyword.operator.new', 'keyword.operator.logical.python', 'keyword.operator.expression'], settings: { foreground: colors.ink, fontStyle: 'bold' } },
      { scope: ['keyword.operator', 'punctuation', 'meta.brace'], settings: { foreground: colors.muted } },
      { scope: ['entity.name.type', 'support.type', 'meta.type.annotation'], settings: { foreground: colors.muted } },
      { scope: ['keyword.threads'], settings: { foreground: colors.threads, fontStyle: 'bold' } },
      { scope: ['keyword.asyncio'], settings: { foreground: colors.asyncio, fontStyle: 'bold' } },
      { scope: ['invalid'], settings: { foreground: colors.threads } },
    ],
  }
}

/** The values are those of styles/live.css: a theme can't read CSS variables in the editor. */
export const light = theme('lanes-light', 'light', {
  paper: '#f1ece2',
  ink: '#15181e',
  muted: '#5d6068',
  string: '#45631a',
  number: '#86357a',
  threads: '#a84000',
  asyncio: '#00609e',
})

export const dark = theme('lanes-dark', 'dark', {
  paper: '#191e27',
  ink: '#f4f0e8',
  muted: '#a3a7b0',
  string: '#b9cf8d',
  number: '#e0a9d6',
  threads: '#ffa630',
  asyncio: '#5cbcf6',
})
