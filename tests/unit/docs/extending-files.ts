/** The files that docs/extending.md shows, for the tests that try them. */
import fs from 'node:fs'
import path from 'node:path'

export const root = path.join(import.meta.dirname, '../../..')

/** A code block of the page whose first line names its file. */
export interface ExampleFile {
  /** From the root of the repository, with `/`. */
  file: string
  text: string
}

/**
 * All files of the page's examples, complete: a block marked `(add)` comes after what the file has already.
 *
 * @throws {Error} when a block replaces a file that is there
 */
export function extendingFiles(): ExampleFile[] {
  const page = fs.readFileSync(path.join(root, 'docs/extending.md'), 'utf8')
  return Array.from(page.matchAll(/^```\w+ (\S+)( \(add\))?\n([\s\S]*?)^```$/gm), ([, file = '', add, text = '']) => {
    const target = path.join(root, file)
    if (add !== undefined)
      return { file, text: `${fs.readFileSync(target, 'utf8')}\n${text}` }
    if (fs.existsSync(target))
      throw new Error(`docs/extending.md takes the name of ${file}, which is there`)
    return { file, text }
  })
}
