import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
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
  it('lays modules out under their names, internal rooms out of the way, and leaves out what is unreachable', () => {
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
