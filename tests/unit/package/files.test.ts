/** What `npm pack` takes: the addon that any deck can use, whole, and nothing of this talk. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const { dependencies, peerDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<'dependencies' | 'peerDependencies', Record<string, string>>
/** What an import without an ending may mean. */
const ENDINGS = ['', '.ts', '.vue', '.d.ts', '/index.ts']

let files: Set<string>

beforeAll(async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, maxBuffer: 1e8 })
  const [{ files: packed }] = JSON.parse(stdout) as [{ files: { path: string }[] }]
  files = new Set(packed.map(file => file.path))
}, 60_000)

/** What the package's files import, without the text that templates and comments quote. */
function importsOf(file: string): string[] {
  const code = fs.readFileSync(path.join(root, file), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  return Array.from(code.matchAll(/(?:^|[\s;}])(?:import|export)\s(?:[\w\s{},*]*?\bfrom\s)?\s*'([^'$\n]+)'|\bimport\(\s*'([^'$\n]+)'/g), ([, still, lazy]) => (still ?? lazy)!)
}

function allImports(): [string, string][] {
  return [...files].filter(file => /\.(?:ts|vue|mjs)$/.test(file)).flatMap(file => importsOf(file).map((source): [string, string] => [file, source]))
}

it('it has all that its files import from each other', () => {
  const relative = allImports().filter(([, source]) => source.startsWith('.'))
  expect(relative.length).toBeGreaterThan(500)
  const missing = relative.filter(([file, source]) => {
    const target = path.posix.join(path.posix.dirname(file), source.replace(/\?.*$/, ''))
    return !ENDINGS.some(ending => files.has(target + ending))
  })
  expect(missing).toEqual([])
})

it('it declares each package that it imports', () => {
  // The names under which snippets find the runtime's modules are no packages.
  const modules = new Set(fs.readdirSync(path.join(root, 'engine/stdlib')))
  const packages = allImports()
    .filter(([, source]) => !source.startsWith('.') && !source.startsWith('virtual:') && !isBuiltin(source))
    .map(([, source]) => /^(?:@[^/]+\/)?[^/]+/.exec(source)![0])
  const declared = { ...dependencies, ...peerDependencies }
  expect([...new Set(packages)].filter(name => !Object.hasOwn(declared, name) && !modules.has(name))).toEqual([])
})

it('it has nothing of this talk: no slides, demos, exercises, layouts, nor components that a slide of another deck can not use', () => {
  expect([...files].filter(file => /^(?:slides|pages|exercises|layouts|talk|tests|docs|public|style\.ts|slide-top)/.test(file))).toEqual([])
  expect([...files].filter(file => file.startsWith('snippets/'))).toEqual(['snippets/web.py'])
  expect([...files].filter(file => file.startsWith('components/')).every(file => path.posix.dirname(file) === 'components')).toBe(true)
})
