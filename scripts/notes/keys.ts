import type { Mode } from '../../live/content/manifest'
import type { Directive } from './directives.mjs'
import type { LiveSlide } from './live-slide'

/** A directive, and the keys that carry it out. */
export interface Act {
  directive: Directive
  /** Their labels, in order. */
  keys: string[]
  /** The state afterwards. */
  shown: { variant: string, mode: Mode, python: boolean }
}

/**
 * The speaker's key presses on a slide: `v` until the variant is shown, `i` for the mode, and so on.
 *
 * @param directives directives of the slide's note, in order
 * @param live the slide's live code; `undefined` if it has none
 */
export function actsOf(directives: readonly Directive[], live: LiveSlide | undefined): Act[] {
  const names = [...live?.variants.values() ?? []]
  const shown: Act['shown'] = { variant: live?.shown ?? '', mode: modesOf(live, live?.shown)[0], python: live?.python ?? false }

  function toVariant(name: string | undefined): string[] {
    if (name === undefined || name === shown.variant || names.length === 0)
      return []
    const presses = (names.indexOf(name) - names.indexOf(shown.variant) + names.length) % names.length
    shown.variant = name
    return Array.from<string>({ length: presses }).fill('v')
  }

  function toMode(mode: Mode | undefined): string[] {
    const modes = modesOf(live, shown.variant)
    const wanted = mode ?? shown.mode
    if (wanted === shown.mode || !modes.includes(wanted))
      return []
    shown.mode = wanted
    return ['i']
  }

  function toLanguage(python: boolean): string[] {
    if (python === shown.python)
      return []
    shown.python = python
    return ['y']
  }

  function keysOf(directive: Directive): string[] {
    switch (directive.do) {
      case 'run':
        return [...toVariant(directive.variant), ...toMode(directive.mode), 'Ctrl+Enter']
      case 'tab':
        return toVariant(directive.variant)
      case 'explore':
        return [...toVariant(directive.variant), 's']
      case 'step':
        return [directive.atOnce ? 'Shift+n' : 'n']
      case 'language':
        return toLanguage(directive.twin)
      case 'stop':
        return ['Ctrl+.']
      case 'edit':
        return ['c']
      case 'ask':
        return []
    }
  }

  return directives.map((directive) => {
    const keys = keysOf(directive)
    return { directive, keys, shown: { ...shown } }
  })
}

/** The modes that a variant may run in; the first one is shown at first. */
function modesOf(live: LiveSlide | undefined, variant: string | undefined): readonly [Mode, ...Mode[]] {
  return live?.manifest.variants[variant ?? '']?.modes ?? live?.manifest.modes ?? ['gil']
}
