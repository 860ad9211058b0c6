import type { Plugin } from 'vite'
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

const ID = 'virtual:runtime-types'
const RESOLVED = `\0${ID}`

/** The code that creates the declarations: when it changes, cached ones are stale. */
const makers = ['runtime-types.ts', 'declarations.ts', 'strip-internal.ts'].map(name => path.join(import.meta.dirname, name))

/**
 * `import('virtual:runtime-types')` provides the declarations of the modules that snippets import, for the editor: a map
 * from paths under `node_modules/` to texts. They are generated from the engine's sources, so that the editor can't
 * contradict the code, and cached on disk until a source changes.
 *
 * @param engine absolute path of the engine's folder
 */
export function runtimeTypes(engine: string): Plugin {
  const stdlib = path.join(engine, 'stdlib')
  const rooms = ['stdlib', 'kernel', 'protocol'].map(room => path.join(engine, room))
  let cache: string

  return {
    name: 'deck:runtime-types',

    configResolved(config) {
      cache = path.join(config.cacheDir, 'runtime-types')
    },

    resolveId(source) {
      return source === ID ? RESOLVED : undefined
    },

    async load(id) {
      if (id !== RESOLVED)
        return
      const sources = (await Promise.all(rooms.map(filesOf))).flat().sort()
      for (const file of sources)
        this.addWatchFile(file)
      const file = path.join(cache, `${await hashOf([...makers, ...sources])}.json`)
      const text = await fs.readFile(file, 'utf8').catch(() => undefined) ?? await make(file)
      return { code: `export default ${text}`, map: { mappings: '' } }
    },
  }

  async function make(file: string): Promise<string> {
    // The compiler is slow to load; most starts find the result on disk.
    const { emitDeclarations } = await import('./declarations.ts')
    const entries = await fs.readdir(stdlib, { withFileTypes: true })
    const modules = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
    const text = JSON.stringify(emitDeclarations({ stdlib, engine, modules }))
    await fs.mkdir(cache, { recursive: true })
    await fs.writeFile(file, text)
    return text
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter(entry => entry.isFile() && entry.name.endsWith('.ts')).map(entry => path.join(entry.parentPath, entry.name))
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(file).update('\0').update(await fs.readFile(file)).update('\0')
  return hash.digest('hex').slice(0, 32)
}
