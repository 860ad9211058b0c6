import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emitDeclarations } from '../../../scripts/vite/declarations'

const sources: Record<string, string> = {
  'stdlib/threading/index.ts': `
/** Doc comment of the module. */
export { Lock } from './lock'
export { Locked } from './locked'
`,
  'stdlib/threading/lock.ts': `
import { Futex } from '../../kernel/futex'
/** Mutual exclusion. */
export class Lock {
  private secret = 1
  /** @internal */
  inner = new Futex()
  /** Waits. */
  acquire(): import('../time').Seconds { return this.secret }
}
`,
  'stdlib/threading/locked.ts': `
import type { Waits } from '../../kernel/words'
export class Locked implements Waits<string> {
  /** @internal */
  constructor(readonly secret: number) {}
  /** @internal */
  result(): string { return '' }
  /** @internal */
  hidden(): void {}
  /** @internal */
  other(): void {}
}
/** @internal */
export function forget(): void {}
`,
  'stdlib/time/index.ts': `
import type { Word } from '../../kernel/words.ts'
export type Seconds = number
export function word(): Word { return 1 }
`,
  'kernel/futex.ts': `export class Futex {}`,
  'kernel/words.ts': `
export type Word = number
export interface Waits<T> {
  result(): T
  /** @internal */
  hidden(): void
}
`,
}

let engine: string
let files: Record<string, string>

beforeAll(async () => {
  engine = await fs.mkdtemp(path.join(os.tmpdir(), 'engine-'))
  for (const [name, text] of Object.entries(sources)) {
    await fs.mkdir(path.dirname(path.join(engine, name)), { recursive: true })
    await fs.writeFile(path.join(engine, name), text)
  }
  files = emitDeclarations({ engine, stdlib: path.join(engine, 'stdlib'), modules: ['threading', 'time'] })
}, 300_000)
afterAll(() => fs.rm(engine, { recursive: true }))

describe('emitDeclarations', () => {
  it('lays modules out under their names, internal rooms out of the way, and leaves out what nobody can reach', () => {
    expect(Object.keys(files).sort()).toEqual([
      '.engine/kernel/words.d.ts',
      'threading/index.d.ts',
      'threading/lock.d.ts',
      'threading/locked.d.ts',
      'time/index.d.ts',
    ])
  })

  it('keeps doc comments', () => {
    expect(files['threading/lock.d.ts']).toContain('/** Mutual exclusion. */')
    expect(files['threading/lock.d.ts']).toContain('/** Waits. */')
  })

  it('leaves out what is marked internal', () => {
    expect(files['threading/lock.d.ts']).not.toContain('inner')
  })

  it('keeps what is marked internal where an interface of its class asks for it and shows it', () => {
    expect(files['threading/locked.d.ts']).toContain('result(): string')
    expect(files['threading/locked.d.ts']).not.toMatch(/hidden|other|forget/)
    expect(files['.engine/kernel/words.d.ts']).not.toContain('hidden')
  })

  it('closes a constructor that is marked internal, and keeps its class open to subclasses', () => {
    expect(files['threading/locked.d.ts']).toContain('protected constructor();')
  })

  it('leads imports and import types to where the files have gone', () => {
    expect(files['threading/lock.d.ts']).toContain(`import('../time/index').Seconds`)
    expect(files['time/index.d.ts']).toContain(`from '../.engine/kernel/words'`)
  })
})

describe('the declarations of the real modules', () => {
  const root = path.join(import.meta.dirname, '../../..')

  let modules: string[]
  let emitted: Record<string, string>

  beforeAll(async () => {
    const stdlib = path.join(root, 'engine/stdlib')
    const entries = await fs.readdir(stdlib, { withFileTypes: true })
    modules = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
    emitted = emitDeclarations({ engine: path.join(root, 'engine'), stdlib, modules })
  }, 300_000)

  it('a loop that a future gives has all the methods of an event loop', () => {
    const program = `import { EventLoop, Future, getRunningLoop } from 'asyncio'
const loop = new Future<number>().getLoop()
const other: EventLoop = loop
export const results: Future<string>[] = [loop.createFuture<string>(), getRunningLoop().runInExecutor(null, () => 'a')]
export const handle = other.callLater(1, (text: string) => text, 'a')
export const wrong: number = loop.isRunning()`
    expect(complaints({ ...prefixed(emitted, '/node_modules/'), '/snippet.ts': program }))
      .toEqual([expect.stringContaining('Type \'boolean\' is not assignable to type \'number\'')])
  }, 300_000)

  it('stand alone: they need nothing but the language', () => {
    const imports = modules.map((name, at) => `import * as m${at} from '${name}'\nexport { m${at} }\n`).join('')
    expect(complaints({ ...prefixed(emitted, '/node_modules/'), '/snippet.ts': imports })).toEqual([])
  }, 300_000)
})

function prefixed(files: Record<string, string>, prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [prefix + name, text]))
}

/** What the compiler says of `/snippet.ts` among these files, as the editor would check it. */
function complaints(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts'],
    types: [],
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = name => files[name] ?? readFile(name)
  host.fileExists = name => name in files || fileExists(name)
  host.getSourceFile = (name, version) => {
    const text = host.readFile(name)
    return text === undefined ? undefined : ts.createSourceFile(name, text, version)
  }
  host.directoryExists = undefined
  const program = ts.createProgram(['/snippet.ts'], options, host)
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')
    return `${diagnostic.file?.fileName}: ${message}`
  })
}
