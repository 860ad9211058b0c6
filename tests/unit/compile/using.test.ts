import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { compile } from '../../../engine/compile/compile'

const SOURCE = `import { print } from 'builtins'

interface Named { name: string }

export function main() {
  using first = { name: 'a', [Symbol.dispose]() { print('leave a') } } as Named & Disposable
  {
    using second = { [Symbol.dispose]() { print('leave b') } }
    fail(first.name)
  }
}

function fail(name: string) {
  throw new Error(name)
}
`

function lowered(source: string, hasUsing = false) {
  return compile(transform, source, 'demo.ts', { hasUsing })
}

describe('for an engine without `using`', () => {
  it('none is left in the module', async () => {
    const { code } = await lowered(SOURCE)
    expect(code).not.toMatch(/\busing \w+ =/)
    expect(code.trimEnd()).toMatch(/\/\/# sourceURL=demo\.ts$/)
  })

  it('every place still leads to the line that the person wrote', async () => {
    const { code, map } = await lowered(SOURCE)
    const lines = code.split('\n')
    const sources = new TraceMap(map)
    for (const text of ['throw new Error(', 'leave a', 'leave b', 'fail(first.name)']) {
      const line = lines.findIndex(each => each.includes(text))
      const place = originalPositionFor(sources, { line: line + 1, column: lines[line]!.indexOf(text) })
      expect(SOURCE.split('\n')[place.line! - 1]).toContain(text)
    }
  })

  it('`await using` beside `using` is compiled too', async () => {
    const { code } = await lowered(`import * as asyncio from 'asyncio'\nimport { Lock } from 'threading'\nconst lock = new Lock()\nconst gate = new asyncio.Lock()\nexport async function main() { await using a = gate.hold(); using b = lock.hold() }\nfunction plain() { using c = lock.hold() }`)
    expect(code).not.toMatch(/\busing \w+ =/)
  })

  it('a program without it is compiled as for any other', async () => {
    const source = `export function main() { return 'nothing to leave' }`
    expect(await lowered(source)).toEqual(await lowered(source, true))
  })
})
