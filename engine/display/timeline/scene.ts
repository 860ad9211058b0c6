import type { DrawnState, Lane, Palette, Span, TraceModel } from '../../insight'
import type { Fill } from './patterns'
import type { Rows } from './rows'
import type { TimeWindow } from './window'

/** Room for the names of lanes, left of the plot, in CSS pixels. */
export const GUTTER = 156
/** Height of the time axis under the plot. */
export const AXIS = 22

/** All that one picture shows. Lengths are CSS pixels. */
export interface Scene {
  model: TraceModel
  lanes: readonly Lane[]
  /** Rows by the lanes' ids. */
  rowOf: ReadonlyMap<number, number>
  rows: Rows
  window: TimeWindow
  width: number
  height: number
  /** Canvas pixels for one CSS pixel: the screen's density times the slide's scale. */
  scale: number
  palette: Palette
  fills: Record<DrawnState, Fill>
  font: string
  /** Where the pointer is: a row and a time. */
  pointer: { row: number, time: number } | undefined
  /** A time that is marked. */
  moment: number | undefined
  /** Outlined spans: the one under the pointer, and the selected one. */
  marked: readonly Span[]
}

/** Where a time is, from the left edge of the drawing. */
export function xOf(scene: Pick<Scene, 'window' | 'width'>, time: number): number {
  const { from, to } = scene.window
  return GUTTER + (time - from) / (to - from) * (scene.width - GUTTER)
}

/** Where the middle of a row is, from the top edge of the drawing. */
export function yOf(scene: Pick<Scene, 'rows'>, row: number): number {
  return (row + 0.5) * scene.rows.height - scene.rows.scroll
}
