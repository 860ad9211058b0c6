import { leadingImports } from '../editor/imports'
import { GUTTER, LETTER } from '../editor/metrics'

/** The least and the most of a block's width that its code takes. */
const LEAST = 0.46
const MOST = 0.6
/** The width that a block has on a slide, and the size that its code has there, in CSS pixels. */
const WIDTH = 900
const FONT = 18

/**
 * Which part of a block's width its code takes: as much as its lines need, imports aside, and the result gets the rest.
 *
 * @param texts of all its variants: nothing jumps with the tabs
 */
export function codeShare(texts: readonly string[]): number {
  const longest = Math.max(0, ...texts.flatMap(text => text.split('\n').slice(leadingImports(text)).map(line => line.length)))
  return Math.min(MOST, Math.max(LEAST, (GUTTER + (longest + 2) * LETTER * FONT) / WIDTH))
}
