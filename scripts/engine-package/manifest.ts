import fs from 'node:fs/promises'
import path from 'node:path'

/**
 * The `package.json` of the engine's package. It has no dependencies: everything is bundled.
 *
 * @param root the root of the repository, whose version it gets
 */
export async function packageManifest(root: string) {
  const { version, license } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as { version: string, license: string }
  return {
    name: 'live-concurrency-engine',
    version,
    description: 'TypeScript on real threads or an event loop, and CPython, in any web page, with a timeline; and a <live-code> element',
    license,
    type: 'module',
    sideEffects: ['./dist/element.js'],
    exports: {
      '.': { types: './types/element/index.d.ts', default: './dist/index.js' },
      './element': { types: './types/element/define.d.ts', default: './dist/element.js' },
      './live-code.css': './dist/live-code.css',
      './sw.js': './dist/sw.js',
      './package.json': './package.json',
    },
    files: ['dist', 'types', 'THIRD-PARTY.md'],
  }
}
