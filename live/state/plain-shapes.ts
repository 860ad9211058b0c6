/** The shapes of names and numbers, of which others are made. */
import * as v from 'valibot'

/** The most letters in a name: of a file, a variant, a window. */
const MOST_NAME = 1000

/** A name; it may contain any letters. */
export const name = v.pipe(v.string(), v.maxLength(MOST_NAME))
/** A count or an index, from 0. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A finite number. */
export const finite = v.pipe(v.number(), v.finite())
