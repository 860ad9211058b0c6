/**
 * What the code at rest and the editor have in common, so that the text does not move when one becomes the
 * other; CSS pixels. styles.css takes the same numbers.
 */
export const FONT_SIZE = 16
export const LINE_HEIGHT = 21
export const PADDING = 8
/** From the left edge to the text: line numbers and a gap. */
export const GUTTER = 40
