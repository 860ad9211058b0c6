import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import vm from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../../scripts/vite/bundle'

const sources: Record<string, string> = {
  'main.ts': `
import { Lock as ThreadLock } from './threading'
import { Lock as TaskLock } from './asyncio'
declare const out: unknown[]
const makesClosure = () => () => 1
out.push(new ThreadLock().constructor.name, new TaskLock().constructor.name, makesClosure()())
out.push(import.meta.env.DEV)
`,
  'threading.ts': `export class Lock {}`,
  'asyncio.ts': `export const Lock = class Lock {}`,
  'bad.ts': `export const a: = 1`,
}

let folder: string

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bundle-'))
  for (const [name, text] of Object.entries(sources))
    await fs.writeFile(path.join(folder, name), text)
})
afterAll(() => fs.rm(folder, { recursive: true }))

function run(code: string): unknown[] {
  const out: unknown[] = []
  vm.runInNewContext(code, { out })
  return out
}

describe.each([{ dev: true }, { dev: false }])('a bundle with $dev for dev', ({ dev }) => {
  it('is one classic script that runs by itself', async () => {
    const { code } = await bundle(path.join(folder, 'main.ts'), { dev })
    expect(code).not.toMatch(/^\s*(?:import|export)\b/m)
    expect(run(code)).toEqual(['Lock', 'Lock', 1, dev])
  })

  it('names the files that it was made from', async () => {
    const { inputs } = await bundle(path.join(folder, 'main.ts'), { dev })
    const symbols = path.join(import.meta.dirname, '../../../engine/kernel/dispose-symbols.ts')
    expect(inputs.sort()).toEqual([symbols, ...['asyncio.ts', 'main.ts', 'threading.ts'].map(name => path.join(folder, name))].sort())
  })

  it('makes closures without naming each of them', async () => {
    const { code } = await bundle(path.join(folder, 'main.ts'), { dev })
    expect(code.match(/__name\(/g)).toHaveLength(2)
  })

  it('says where an error is', async () => {
    await expect(bundle(path.join(folder, 'bad.ts'), { dev })).rejects.toThrow(/bad\.ts:1:16/)
  })
})

it('only a bundle for dev carries a source map', async () => {
  const codes = await Promise.all([true, false].map(dev => bundle(path.join(folder, 'main.ts'), { dev })))
  expect(codes.map(({ code }) => code.includes('sourceMappingURL=data:'))).toEqual([true, false])
})
