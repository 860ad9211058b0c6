/** How a program's imports begin, in TypeScript and in Python. */
const IMPORT = /^(?:import\b|from\s+[\w.]+\s+import\b)/

/**
 * How many lines at the beginning of a program only import, blank lines among them.
 *
 * @param text TypeScript or Python
 * @returns 0 where there is nothing after them
 */
export function leadingImports(text: string): number {
  const lines = text.split('\n')
  let count = 0
  let open = false
  for (const [index, line] of lines.entries()) {
    if (open || IMPORT.test(line)) {
      // Over several lines, up to the bracket that closes the list.
      open = open ? !/[})]/.test(line) : /[{(]/.test(line) && !/[})]/.test(line)
      count = index + 1
    }
    else if (line.trim() !== '') {
      return count === 0 ? 0 : index
    }
  }
  return 0
}
