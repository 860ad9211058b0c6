/** What the editor underlines: TypeScript's language service with the editor's own options and declarations. */
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { GLOBALS, reworded, STRICTNESS } from '../../../live/editor/editor-words'
import { emitDeclarations } from '../../../scripts/vite/declarations'

const root = path.join(import.meta.dirname, '../../..')
/** The text of one program; of several at once `/program-0.ts` and so on, which then share the checker's work. */
const PROGRAM = '/program.ts'
const libraries = path.dirname(ts.getDefaultLibFilePath({}))

const files = new Map<string, string>()
/** Names of the runtime's modules. */
let modules: string[]
let service: ts.LanguageService
let version = 0

function read(file: string): string | undefined {
  return files.get(file) ?? (file.startsWith(libraries) ? ts.sys.readFile(file) : undefined)
}

beforeAll(() => {
  const stdlib = path.join(root, 'engine/stdlib')
  modules = fs.readdirSync(stdlib, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)
  for (const [file, text] of Object.entries(emitDeclarations({ stdlib, engine: path.join(root, 'engine'), modules })))
    files.set(`/node_modules/${file}`, text)
  files.set('/globals.d.ts', GLOBALS)
  service = ts.createLanguageService({
    getCompilationSettings: () => ({ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.esnext.d.ts'], types: [], ...STRICTNESS }),
    getScriptFileNames: () => [...[...files.keys()].filter(file => file.startsWith('/program')), '/globals.d.ts'],
    getScriptVersion: file => file.startsWith('/program') || file === '/globals.d.ts' ? String(version) : '1',
    getScriptSnapshot: (file) => {
      const text = read(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: options => path.join(libraries, ts.getDefaultLibFileName(options)),
    fileExists: file => read(file) !== undefined,
    readFile: read,
    directoryExists: folder => [...files.keys()].some(file => file.startsWith(`${folder}/`)),
  })
}, 120_000)

it('the declarations of the modules stand alone: they need nothing but the language', () => {
  const own = files.get('/globals.d.ts')!
  try {
    // Without the names that the editor adds, and without the page's.
    files.set('/globals.d.ts', '')
    files.set(PROGRAM, modules.map((name, at) => `import * as m${at} from '${name}'\nexport { m${at} }\n`).join(''))
    version++
    expect(ts.getPreEmitDiagnostics(service.getProgram()!).map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([])
  }
  finally {
    files.set('/globals.d.ts', own)
    version++
  }
})

/** The messages that the editor shows for a text. */
function underlined(text: string): string[] {
  files.set(PROGRAM, text)
  version++
  return messagesOf(PROGRAM)
}

/** The messages for many texts, each with its name. */
function underlinedIn(texts: ReadonlyMap<string, string>): string[] {
  const fileOf = (at: number) => `/program-${at}.ts`
  for (const [at, text] of [...texts.values()].entries())
    files.set(fileOf(at), text)
  version++
  try {
    return [...texts.keys()].flatMap((name, at) => messagesOf(fileOf(at)).map(message => `${name}: ${message}`))
  }
  finally {
    for (const at of [...texts.keys()].keys())
      files.delete(fileOf(at))
    version++
  }
}

function messagesOf(file: string): string[] {
  return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
    .map(({ messageText }) => reworded(ts.flattenDiagnosticMessageText(messageText, '\n')))
}

it('a loop that a future gives has all the methods of an event loop', () => {
  const program = `import { EventLoop, Future, getRunningLoop } from 'asyncio'
const loop = new Future<number>().getLoop()
const other: EventLoop = loop
export const results: Future<string>[] = [loop.createFuture<string>(), getRunningLoop().runInExecutor(null, () => 'a')]
export const handle = other.callLater(1, (text: string) => text, 'a')
export const wrong: number = loop.isRunning()`
  expect(underlined(program)).toEqual([expect.stringContaining('Type \'boolean\' is not assignable to type \'number\'')])
})

describe('what can\'t be followed here is not advised', () => {
  it.each([
    ['a caught error\'s name', 'export function main() { try {} catch (error) { error.name } }', []],
    ['console', 'export function main() { console.log(1); console.error(2) }', []],
    ['a timer', 'setTimeout(() => {}, 1)', [/^Cannot find name 'setTimeout'\. Write time\.sleep/]],
    ['process', 'process.exit(1)', [/^Cannot find name 'process'\. Programs run in the browser/]],
    ['require', 'const os = require(\'os\')', [/^Cannot find name 'require'\. Write import/]],
    ['document', 'document.title', [/^Cannot find name 'document'\. A program has no page/]],
    ['Buffer', 'Buffer.from([])', [/^Cannot find name 'Buffer'\. Write new Uint8Array/]],
    ['module', 'module.exports = 1', [/^Cannot find name 'module'\./]],
    ['a test\'s names', 'describe(\'x\', () => {})', [/^Cannot find name 'describe'\.$/]],
    ['a package', 'import * as numpy from \'numpy\'\nnumpy', [/^Cannot find module 'numpy'\. A program can import asyncio, /]],
    ['Node\'s modules', 'import fs from \'node:fs\'\nfs', [/^Cannot find module 'node:fs'\. A program can import asyncio, /]],
  ])('%s', (_, text, messages) => {
    expect(underlined(`${text}\nexport {}`)).toEqual(messages.map(message => expect.stringMatching(message)))
  })

  it('no message speaks of packages, libraries or options', () => {
    for (const name of ['$', 'jQuery', 'it', 'window', 'navigator', 'location', 'URL', 'crypto', 'performance', 'global', '__dirname', 'Bun', 'Deno', 'fetch', 'Worker', 'alert'])
      expect(underlined(`${name}\nexport {}`).join()).not.toMatch(/npm|target library|'lib'|compiler option|tsconfig/)
  })
})

describe('names as Python has them are answered with those of the modules', () => {
  it.each([
    ['import * as asyncio from \'asyncio\'\nasyncio.create_task', /Did you mean 'createTask'\?/],
    ['import * as threading from \'threading\'\nthreading.active_count()', /Did you mean 'activeCount'\?/],
    ['import { current_thread } from \'threading\'\ncurrent_thread', /Did you mean 'currentThread'\?|has no exported member named 'current_thread'/],
    ['import { Thread } from \'threading\'\nnew Thread({}).is_alive()', /Did you mean 'isAlive'\?/],
    ['import { ThreadPoolExecutor } from \'concurrent.futures\'\nnew ThreadPoolExecutor({ max_workers: 1 })', /'maxWorkers'/],
    ['import { Lock } from \'threading\'\nLock()', /Did you mean to include 'new'\?/],
  ])('%s', (text, message) => {
    expect(underlined(text).join('\n')).toMatch(message)
  })
})

describe('nothing is underlined', () => {
  it('in any program of docs/differences.md', () => {
    const docs = fs.readFileSync(path.join(root, 'docs/differences.md'), 'utf8')
    const programs = new Map([...docs.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, program], at) => [`program ${at}\n${program}`, program!]))
    expect(programs.size).toBeGreaterThan(30)
    expect(underlinedIn(programs)).toEqual([])
  }, 120_000)

  it('in any demo or exercise', () => {
    const texts = ['snippets', 'exercises'].flatMap(folder => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /[\\/][\w.-]+\.ts$/.test(name) && !/(?:manifest|exercise)\.ts$/.test(name))
      .map(name => path.join(root, folder, name)))
    expect(texts.length).toBeGreaterThan(50)
    expect(underlinedIn(new Map(texts.map(file => [path.relative(root, file), fs.readFileSync(file, 'utf8')])))).toEqual([])
  }, 120_000)
})
