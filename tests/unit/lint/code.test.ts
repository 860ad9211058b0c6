import path from 'node:path'
import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const eslint = new ESLint({ cwd: root })

/** The rules that a text would break if it stood in a file. */
async function rulesBroken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) })
  return [...new Set(result!.messages.map(({ ruleId }) => ruleId))]
}

const lines = (count: number) => `${Array.from({ length: count - 1 }).fill('// a line').join('\n')}\nexport {}\n`

it('npm run lint fails on a file of more than 400 lines, on a test of more than 600, and on a comment that would allow them', async () => {
  expect(await rulesBroken('live/planted/long.ts', lines(400))).toEqual([])
  expect(await rulesBroken('live/planted/long.ts', lines(401))).toEqual(['max-lines'])
  expect(await rulesBroken('components/Long.vue', `<script setup lang="ts">\n${lines(401)}</script>\n`)).toContain('max-lines')
  expect(await rulesBroken('tests/unit/planted/long.test.ts', lines(600))).toEqual([])
  expect(await rulesBroken('tests/unit/planted/long.test.ts', lines(601))).toEqual(['max-lines'])
  expect(await rulesBroken('live/planted/long.ts', `/* eslint-disable max-lines */\n${lines(401)}`)).toEqual(['eslint-comments/no-restricted-disable'])
}, 120_000)

it('npm run lint fails on a comparison with a language’s name or ending anywhere but in live/languages', async () => {
  const planted = [
    'export const isPython = (file: string) => file.endsWith(\'.py\')',
    'export const isPython = (file: string) => /\\.py$/.test(file)',
    'export const stem = (file: string) => file.replace(/\\.(?:ts|py)$/, \'\')',
    'export const isPython = (id: string) => id === \'python\'',
    'export const isPython = (id: string) => id !== \'typescript\'',
    'export function nameOf(id: string) {\n  switch (id) {\n    case \'python\': return 1\n    default: return 2\n  }\n}',
  ]
  for (const text of planted) {
    expect(await rulesBroken('live/runs/planted.ts', `${text}\n`), text).toContain('no-restricted-syntax')
    expect(await rulesBroken('live/languages/planted.ts', `${text}\n`), text).not.toContain('no-restricted-syntax')
  }
  const block = '<script setup lang="ts">\ndefineProps<{ id: string }>()\n</script>\n\n<template>\n  <p v-if="id === \'python\'" />\n</template>\n'
  expect(await rulesBroken('components/Planted.vue', block)).toEqual(['vue/no-restricted-syntax'])
}, 120_000)
