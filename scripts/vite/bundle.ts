import path from 'node:path'
import { build, transform } from 'esbuild'
import { keepClassNamesOnly } from './class-names.ts'

/** A script made from an entry file and all that it imports. */
export interface Bundle {
  /** A classic script that needs nothing else. */
  code: string
  /** Absolute paths of the files it was made from. */
  inputs: string[]
}

/** Comes before all that is imported: classes name the symbols of `using` as soon as they are defined. */
const FIRST = path.join(import.meta.dirname, '../../engine/kernel/dispose-symbols.ts')

/** The newest syntax that scripts in frames and workers may use; both browsers that the deck is made for have it. */
const TARGET = 'es2024'

/**
 * Bundles a TypeScript entry file into one classic script.
 *
 * @param entry absolute path
 * @param options how
 * @param options.dev with an inline source map; otherwise without blanks and comments. Names stay in both:
 * people read them in tracebacks
 * @param options.define expressions in the place of global names
 * @throws esbuild's BuildFailure, with the places of all errors
 */
export async function bundle(entry: string, options: { dev: boolean, define?: Record<string, string> }): Promise<Bundle> {
  const { dev, define } = options
  const { root } = path.parse(entry)
  const result = await build({
    entryPoints: [entry],
    inject: [FIRST],
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
