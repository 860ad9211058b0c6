import type { DrawnState, Palette } from '../engine/insight'
import { DRAWN_STATES, LOOKS } from '../engine/insight'
import { make } from './dom'

/** CSS variables of styles.css that a drawing takes its colours from, beside those of the states. */
const NAMES = ['ink', 'muted', 'line', 'paper', 'threads', 'asyncio'] as const

/** Reads the element's colours as a canvas can use them: whatever the page has set them to, `light-dark()` included. */
export class PaletteReader {
  /** Out of sight, with a child for each colour. */
  readonly element = make('span', { 'class': 'hidden', 'aria-hidden': 'true' })

  constructor() {
    for (const token of [...NAMES.map(name => `--${name}`), ...DRAWN_STATES.map(state => LOOKS[state].token)]) {
      const probe = make('i')
      probe.style.color = `var(${token})`
      this.element.append(probe)
    }
  }

  /** Reads them now. */
  read(): Palette {
    const colors = Array.from(this.element.children, probe => getComputedStyle(probe).color)
    const named = Object.fromEntries(NAMES.map((name, i) => [name, colors[i]!])) as Record<typeof NAMES[number], string>
    const states = Object.fromEntries(DRAWN_STATES.map((state, i) => [state, colors[NAMES.length + i]!])) as Record<DrawnState, string>
    return { ...named, states }
  }
}
