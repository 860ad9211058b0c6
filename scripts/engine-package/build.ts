/** Builds the package of the engine and `<live-code>`: a folder for `npm pack`, which any static host can serve. */
import type { Plugin } from 'vite'
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { bundle } from '../vite/bundle'
import { bundledText } from '../vite/bundled-text'
import { pythonFiles } from '../vite/python-files'
import { packageManifest } from './manifest'
import { thirdParties } from './third-parties'
import { writeTypes } from './types'

const root = path.join(import.meta.dirname, '../..')

/** The entry files, by the names of their output. */
const entries = { index: 'element/index.ts', element: 'element/define.ts' }

/** All scripts in one folder: `element/engine.ts` finds Python's files relative to its own code, wherever that ends up. */
const flat = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' }

/**
 * Builds the package.
 *
 * @param folder the output; its previous content is removed
 */
export async function buildEnginePackage(folder: string): Promise<void> {
  const packages = new Set<string>()
  const dist = path.join(folder, 'dist')
  await fs.rm(folder, { recursive: true, force: true })
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [bundledText(), pythonFiles(), collectPackages(packages)],
    worker: { format: 'es', plugins: () => [collectPackages(packages)], rolldownOptions: { output: flat } },
    build: {
      outDir: dist,
      emptyOutDir: true,
      target: 'es2024',
      // Browsers with light-dark(): for an older target it would be rewritten into code that requires more of the page.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 8000,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(root, file)])),
        preserveEntrySignatures: 'strict',
        output: flat,
      },
    },
  })
  await fs.writeFile(path.join(dist, 'sw.js'), (await bundle(path.join(root, 'engine/io/isolating-worker.ts'), { dev: false })).code)
  await fs.copyFile(path.join(root, 'element/live-code.css'), path.join(dist, 'live-code.css'))
  writeTypes(root, Object.values(entries), path.join(folder, 'types'))
  await fs.writeFile(path.join(folder, 'package.json'), `${JSON.stringify(await packageManifest(root), null, 2)}\n`)
  await fs.copyFile(path.join(root, 'docs/element.md'), path.join(folder, 'README.md'))
  await fs.copyFile(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'))
  await fs.writeFile(path.join(folder, 'THIRD-PARTY.md'), await thirdParties(root, [...packages, 'pyodide']))
}

/** Collects the packages whose code is bundled. */
function collectPackages(packages: Set<string>): Plugin {
  return {
    name: 'collect-packages',
    transform(_, id) {
      const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]
      if (name)
        packages.add(name)
    },
  }
}
