import { computed } from 'vue'
import { fontScale } from '../state/font'

/*
 * What the code at rest and the editor have in common, so that the text does not move when one becomes the
 * other; CSS pixels. LiveCode hands the ones that change with the size of the font to styles.css.
 */
export const PADDING = 8
/** From the left edge to the text: line numbers and a gap. */
export const GUTTER = 40

/** Of the mono face: each letter is this part of the font's size wide. */
export const LETTER = 0.6

/** Sizes that the speaker can change for the last row. */
export const fontSize = computed(() => Math.round(18 * fontScale.value))
export const lineHeight = computed(() => Math.round(24 * fontScale.value))
/** Height of a printed line. */
export const outputHeight = computed(() => Math.round(22 * fontScale.value))
