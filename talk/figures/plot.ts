import type { MarkOptions, PlotOptions } from '@observablehq/plot'

/** The library, loaded when the first figure is drawn. */
export type PlotLibrary = typeof import('@observablehq/plot')

/** A figure: its drawing, and its description for screen readers. */
export interface FigureDefinition {
  alt: string
  /** Where its numbers come from, in one line. */
  provenance: string
  options: (plot: PlotLibrary) => PlotOptions
}

/** Room for a figure. */
export const WIDTH = 884

/** The axes' type: as the deck's, in tabular figures. */
export const STYLE = {
  background: 'transparent',
  color: 'var(--ink)',
  fontFamily: 'var(--font-text)',
  fontSize: '16px',
  fontVariantNumeric: 'tabular-nums',
  overflow: 'visible',
} as const

/** A label beside a bar, readable on a line that crosses it. */
export const LABEL: MarkOptions & { fontWeight: number } = { fill: 'var(--ink)', fontWeight: 680, stroke: 'var(--paper)', strokeWidth: 6, paintOrder: 'stroke' }

/** Fill of a thing by what it is. */
export function fillOf(accent: 'threads' | 'asyncio' | 'none'): string {
  return accent === 'none' ? 'var(--muted)' : `var(--${accent}-fill)`
}
