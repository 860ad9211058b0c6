import type { Plugin } from 'esbuild'
import fs from 'node:fs'
import path from 'node:path'
import { build, transform } from 'esbuild'
import { keepClassNamesOnly } from './class-names.ts'

/** A script bundled from an entry file and everything that it imports. */
export interface Bundle {
  /** A classic script that needs nothing else. */
  code: string
  /** Absolute paths of its source files. */
  inputs: string[]
}

/** Comes before all imports: classes use the symbols of `using` as soon as they are defined. */
const FIRST = path.join(import.meta.dirname, '../../engine/kernel/dispose-symbols.ts')

/** The kernel's modules, some of which the script of Controlled runs replaces. */
const KERNEL = path.join(import.meta.dirname, '../../engine/kernel')
const CONTROLLED = path.join(KERNEL, 'controlled')
const CONTROLLED_ENTRY = /[\\/]controlled-worker\.ts$/

/** Replaces a module of the kernel with the one in `controlled/`, except where that imports the original. */
const controlledKernel: Plugin = {
  name: 'controlled-kernel',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: wanted, resolveDir, importer }) => {
      const file = `${path.resolve(resolveDir, wanted)}.ts`
      const replacement = path.join(CONTROLLED, path.basename(file))
      return path.dirname(file) === KERNEL && importer !== replacement && fs.existsSync(replacement) ? { path: replacement } : undefined
    })
  },
}

/** The newest syntax allowed for scripts in frames and workers; both browsers that the deck is made for have it. */
const TARGET = 'es2024'

/**
 * Bundles a TypeScript entry file into one classic script.
 *
 * @param entry absolute path
 * @param options the options
 * @param options.dev with an inline source map; otherwise without whitespace and comments. Names are kept in both: they
 * appear in tracebacks
 * @param options.define expressions that replace global names
 * @throws esbuild's BuildFailure, with the places of all errors
 */
export async function bundle(entry: string, options: { dev: boolean, define?: Record<string, string> }): Promise<Bundle> {
  const { dev, define } = options
  const { root } = path.parse(entry)
  const result = await build({
    entryPoints: [entry],
    inject: [FIRST],
    plugins: CONTROLLED_ENTRY.test(entry) ? [controlledKernel] : [],
    bundle: true,
    write: false,
    outdir: 'memory',
    metafile: true,
    absWorkingDir: root,
    platform: 'browser',
    format: 'iife',
    target: TARGET,
    charset: 'utf8',
    loader: { '.py': 'text' },
    keepNames: true,
    legalComments: 'none',
    logLevel: 'silent',
    sourcemap: dev ? 'inline' : false,
    define: {
      'import.meta.env.DEV': String(dev),
      'import.meta.env.PROD': String(!dev),
      // Workbox's own checks and logs are for its learners.
      'process.env.NODE_ENV': '"production"',
      ...define,
    },
    tsconfigRaw: { compilerOptions: { target: 'ESNext', verbatimModuleSyntax: true } },
  })
  const named = keepClassNamesOnly(result.outputFiles[0]!.text)
  const code = dev
    ? named
    : (await transform(named, { target: TARGET, charset: 'utf8', minifyWhitespace: true, minifySyntax: true })).code
  return { code, inputs: Object.keys(result.metafile.inputs).map(input => path.join(root, input)) }
}
