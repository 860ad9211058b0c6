import { Buffer } from 'node:buffer'
import { transform } from 'esbuild'

declare global {
  // eslint-disable-next-line vars-on-top
  var plainLines: string[]
}

/**
 * Runs a program as plain JavaScript, without the deck's compiler and modules.
 *
 * @param source has an async `main`, and writes by `globalThis.plainLines.push`
 * @returns what it wrote
 */
export async function runPlain(source: string): Promise<string[]> {
  globalThis.plainLines = []
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' })
  const module = await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`) as { main: () => Promise<void> }
  await module.main()
  return globalThis.plainLines
}
