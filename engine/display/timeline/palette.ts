import type { DrawnState, Palette } from '../../insight'
import { DRAWN_STATES, LOOKS } from '../../insight'

/** Reads the colours of the page's CSS variables at an element, so that a drawing follows dark, light and print. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = (token: string, fallback: string) => style.getPropertyValue(token).trim() || fallback
  const states = Object.fromEntries(DRAWN_STATES.map(state => [state, color(LOOKS[state].token, '#888888')]))
  return {
    ink: color('--ink', '#111111'),
    muted: color('--muted', '#666666'),
    line: color('--line', '#dddddd'),
    paper: color('--paper', '#ffffff'),
    threads: color('--threads', '#a84000'),
    asyncio: color('--asyncio', '#00609e'),
    states: states as Record<DrawnState, string>,
  }
}
