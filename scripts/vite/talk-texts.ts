import type { LanguageFiles } from '../../live/languages/language.ts'
import fs from 'node:fs/promises'
import path from 'node:path'

/** A text that the deck shows unedited. */
export interface TalkText {
  /** Absolute path. */
  file: string
  /** The file's name, as the engine knows it: a step runs under the name of its variant. */
  name: string
}

/**
 * The texts of all demos and exercises, by the name of their folder: `lost-update`, `exercises/last-ticket`.
 *
 * @param root absolute path of the deck; it may have no demos or exercises
 */
export async function textsIn(root: string, { ending }: LanguageFiles): Promise<Map<string, TalkText[]>> {
  const texts = new Map<string, TalkText[]>()
  for (const [room, prefix, pattern] of [
    ['snippets', '', /^(?!manifest\.|web\.)([\w-]+)(?:\.step-\d+)?(\.\w+)$/],
    ['exercises', 'exercises/', /^(start|solution)(\.\w+)$/],
  ] as const) {
    const entries = await fs.readdir(path.join(root, room), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.filter(entry => entry.isDirectory())) {
      const folder = path.join(root, room, entry.name)
      const files = (await fs.readdir(folder)).sort().flatMap((file) => {
        const [, variant, found] = pattern.exec(file) ?? []
        return found === ending ? [{ file: path.join(folder, file), name: `${prefix}${entry.name}/${variant}${ending}` }] : []
      })
      if (files.length > 0)
        texts.set(prefix + entry.name, files)
    }
  }
  return texts
}
