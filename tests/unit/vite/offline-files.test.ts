import type { Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { needlessFiles, partOf } from '../../../scripts/vite/offline-files'

function chunk(fileName: string, moduleIds: string[], imports: string[] = []): Rolldown.OutputChunk {
  return { type: 'chunk', fileName, moduleIds, imports } as unknown as Rolldown.OutputChunk
}

it('grammars that the deck never loads are not kept, those that its own ones embed are', () => {
  const output = Object.fromEntries([
    chunk('main.js', ['/deck/setup/main.ts']),
    chunk('cobol.js', ['/deck/node_modules/@shikijs/langs/dist/cobol.mjs']),
    chunk('vue.js', ['/deck/node_modules/@shikijs/langs/dist/vue.mjs'], ['json.js']),
    chunk('json.js', ['C:\\deck\\node_modules\\@shikijs\\langs\\dist\\json.mjs']),
    chunk('rust.js', ['/deck/node_modules/monaco-editor/esm/vs/languages/definitions/rust/rust.js']),
    chunk('nord.js', ['/deck/node_modules/@shikijs/themes/dist/nord.mjs']),
    { type: 'asset', fileName: 'css.worker-12345678.js' } as Rolldown.OutputAsset,
  ].map(file => [file.fileName, file]))
  expect([...needlessFiles(output)].sort()).toEqual(['cobol.js', 'css.worker-12345678.js', 'nord.js', 'rust.js'])
})

it('gives CPython a part of its own', () => {
  expect(['python/314.0.7/pyodide.asm.wasm', 'python/314.0.7/python_stdlib.zip', 'assets/RecordedTwin-abc.js'].map(partOf)).toEqual(['python', 'python', 'talk'])
})
