/** docs/differences.md names what each module has: the tables are the modules' own names. */
import fs from 'node:fs'
import { expect, it } from 'vitest'
import { MODULE_NAMES } from '../../../engine/protocol/modules'
import { Counter, defaultdict, deque } from '../../../engine/stdlib/collections'
import { LogRecord } from '../../../engine/stdlib/logging'
import { SharedDict } from '../../../engine/stdlib/shared/dict'
import { SharedList } from '../../../engine/stdlib/shared/list'
import { SharedSet } from '../../../engine/stdlib/shared/set'
import { Response } from '../../../engine/stdlib/web/response'

const modules = import.meta.glob<Record<string, unknown>>('../../../engine/stdlib/*/index.ts', { eager: true })
const differences = fs.readFileSync('docs/differences.md', 'utf8')

/** The rows of the tables: what stands in their first column, and the code of their second one. */
const rows = new Map(Array.from(differences.matchAll(/^\| `([\w.]+)` \| (.*) \|$/gm), ([, name, names]) => [name!, Array.from(names!.matchAll(/`(\w+)`/g), ([, code]) => code!)]))

function methodsOf({ prototype }: { prototype: object }, fields: string[] = []): string[] {
  return [...Object.getOwnPropertyNames(prototype).filter(name => name !== 'constructor' && name !== 'toString' && name !== 'change'), ...fields].sort()
}

it.each(MODULE_NAMES)('%s has the names that the docs say', (name) => {
  expect(rows.get(name)).toEqual(Object.keys(modules[`../../../engine/stdlib/${name}/index.ts`]!).sort())
})

it.each([
  ['shared.list', methodsOf(SharedList)],
  ['shared.dict', methodsOf(SharedDict)],
  ['shared.set', methodsOf(SharedSet)],
  ['Counter', methodsOf(Counter)],
  ['defaultdict', methodsOf(defaultdict, ['defaultFactory'])],
  ['deque', methodsOf(deque, ['maxlen'])],
  ['Response', methodsOf(Response, ['url', 'status', 'reason', 'headers', 'body', 'raiseForStatus'])],
])('%s has the methods that the docs say', (name, names) => {
  expect(rows.get(name)).toEqual(names)
})

it('a log record has the fields that the docs say', () => {
  const record = new LogRecord('x', 20, 'text', [], undefined)
  expect(rows.get('LogRecord')).toEqual([...Object.keys(record), 'getMessage'].sort())
})
