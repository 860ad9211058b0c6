/** `npm run pack:engine`: packs the engine and `<live-code>`; its options are in `scripts/setup/commands.mjs`. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { buildEnginePackage } from './engine-package/build'
import { readArguments, runScript } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'

await runScript(async () => {
  const { values } = readArguments(commands['pack-engine'], process.argv.slice(2))
  const called = process.env.INIT_CWD ?? process.cwd()
  const folder = path.join(import.meta.dirname, '../node_modules/.cache/engine-package')
  await buildEnginePackage(folder)
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', path.resolve(called, values.output ?? '.')], { cwd: folder, maxBuffer: 1e8 })
  const [{ filename, size, unpackedSize }] = JSON.parse(stdout) as [{ filename: string, size: number, unpackedSize: number }]
  console.log(`${filename}: ${(size / 1e6).toFixed(1)} MB, ${(unpackedSize / 1e6).toFixed(1)} MB unpacked`)
})
