import { describe } from 'vitest'
import { findPython, WITH_PYTHON } from '../../scripts/python.mjs'

/** The machine's Python, in tests that {@link describeWithPython} describes. */
export const python = findPython()!

/** Describes tests that need the machine's Python. Without one they are skipped, and the last line of `npm test` counts them. */
export function describeWithPython(name: string, tests: () => void) {
  describe.skipIf(python === undefined)(`${name}, ${WITH_PYTHON}`, tests)
}
