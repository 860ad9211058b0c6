import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { complaintsAbout } from '../../../scripts/lint/check-rooms.mjs'
import * as rules from '../../../scripts/lint/rooms.mjs'

/** Three rooms in a house of their own, and a part of one that is a room by itself. */
const rooms = {
  'engine/kernel': { from: ['engine/protocol'] },
  'engine/protocol': { from: [] },
  'live/runs': { from: ['engine/protocol'], asText: ['engine/kernel'] },
  'components': { from: ['live/runs'] },
  'components/talk': { from: [] },
}

/** All that these rights allow, each right used. */
const house: Record<string, string> = {
  'engine/protocol/layout.ts': 'export const WORDS = 4\n',
  'engine/kernel/gil.ts': `import { WORDS } from '../protocol/layout'\n\nexport const gil = WORDS\n`,
  'live/runs/run.ts': `import { WORDS } from '../../engine/protocol/layout'\nimport text from '../../engine/kernel/gil.ts?raw'\n\nexport const run = [WORDS, text]\n`,
  'components/Run.vue': `<script setup lang="ts">\nimport { run } from '../live/runs/run'\n</script>\n\n<template>{{ run }}</template>\n`,
  'components/talk/Title.vue': '<template><p /></template>\n',
}

/** What is wrong in the house with these files in it. */
async function complaints(planted: Record<string, string> = {}, own: Partial<Parameters<typeof complaintsAbout>[1]> = {}): Promise<string[]> {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'rooms-')))
  onTestFinished(() => fs.rm(root, { recursive: true }))
  for (const [name, text] of Object.entries({ ...house, ...planted })) {
    await fs.mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await fs.writeFile(path.join(root, name), text)
  }
  return complaintsAbout(root, { rooms, packageRules: rules.packageRules, ...own })
}

it('finds nothing where each room keeps to its rights, and uses each of them', async () => {
  expect(await complaints()).toEqual([])
})

it.each([
  ['a static import', `import { run } from '../../live/runs/run'\n\nrun.at(0)\n`],
  ['a type import', `import type { run } from '../../live/runs/run'\n\nexport type A = typeof run\n`],
  ['a re-export', `export * from '../../live/runs/run'\n`],
  ['a named re-export', `export { run } from '../../live/runs/run'\n`],
  ['a dynamic import', `export const load = () => import('../../live/runs/run')\n`],
  ['an import type', `export type A = import('../../live/runs/run').A\n`],
])('rejects %s of a room without the right', async (_, text) => {
  expect(await complaints({ 'engine/protocol/planted.ts': text })).toEqual([
    'engine/protocol/planted.ts must not import live/runs/run.ts: engine/protocol may import from no other room.',
  ])
})

it('rejects such an import in a Vue component', async () => {
  expect(await complaints({ 'components/Planted.vue': `<script setup lang="ts">\nimport { gil } from '../engine/kernel/gil'\n</script>\n\n<template>{{ gil }}</template>\n` })).toEqual([
    'components/Planted.vue must not import engine/kernel/gil.ts: components may import from live/runs.',
  ])
})

it('rejects an import of another room by a room in a room, which has rights of its own', async () => {
  expect(await complaints({ 'components/talk/planted.ts': `export * from '../../live/runs/run'\n` })).toEqual([
    'components/talk/planted.ts must not import live/runs/run.ts: components/talk may import from no other room.',
  ])
})

it('rejects an import of what lies outside of the repository', async () => {
  const [complaint] = await complaints({ 'live/runs/planted.ts': `export * from '../../../elsewhere/file'\n` })
  expect(complaint).toMatch(/^live\/runs\/planted\.ts must not import .*elsewhere/)
})

it('rejects the code of a room of which only the text may be taken', async () => {
  expect(await complaints({ 'live/runs/planted.ts': `export * from '../../engine/kernel/gil'\n` })).toEqual([
    'live/runs/planted.ts must not import engine/kernel/gil.ts: live/runs may take engine/kernel as text only, with ?bundled, ?raw or ?worker.',
  ])
})

it('rejects an import by what lies in no room', async () => {
  expect(await complaints({ 'engine/new/planted.ts': `export * from '../protocol/layout'\n` })).toEqual([
    'engine/new/planted.ts lies in no room: say in scripts/lint/rooms.mjs what its room may import.',
  ])
})

it.each([
  ['values', `import { b } from './b'\n\nexport const a = b\n`, `import { a } from './a'\n\nexport const b = () => a\n`],
  ['types', `import type { B } from './b'\n\nexport interface A { b: B }\n`, `import type { A } from './a'\n\nexport interface B { a: A }\n`],
])('rejects a circle of %s, also within a room', async (_, a, b) => {
  const planted = { 'live/runs/a.ts': a, 'live/runs/b.ts': b }
  expect(await complaints(planted)).toEqual([
    expect.stringMatching(/^live\/runs\/(?:a\.ts imports in a circle: live\/runs\/a\.ts → live\/runs\/b\.ts → live\/runs\/a|b\.ts imports in a circle: live\/runs\/b\.ts → live\/runs\/a\.ts → live\/runs\/b)\.ts\.$/),
  ])
})

it.each(['vue', 'vue-router', '@vueuse/core', '@slidev/types'])('rejects an import of %s by the engine', async (name) => {
  expect(await complaints({ 'engine/kernel/planted.ts': `export * from '${name}'\n` })).toEqual([
    expect.stringMatching(/^engine\/kernel\/planted\.ts must not import .*: the engine and its element know neither Vue nor Slidev\.$/),
  ])
})

it.each(['@slidev/client', '@slidev/client/env.ts'])('rejects an import of %s but in the room for Slidev\'s inside', async (name) => {
  const text = `export * from '${name}'\n`
  const slidev = { 'live/slidev': { from: [] } }
  expect(await complaints({ 'live/runs/planted.ts': text, 'live/slidev/client.ts': text }, { rooms: { ...rooms, ...slidev } })).toEqual([
    expect.stringMatching(/^live\/runs\/planted\.ts must not import .*: live\/slidev alone knows Slidev's inside\.$/),
  ])
})

it('rejects an unused right', async () => {
  expect(await complaints({}, { rooms: { ...rooms, 'components/talk': { from: ['live/runs'] } } })).toEqual([
    'components/talk may import from live/runs, and nothing in there does: take that right out of scripts/lint/rooms.mjs.',
  ])
})

it('gives nothing that any deck could use the right to import what is this talk\'s', () => {
  const wrong = Object.entries(rules.rooms).filter(([room, { from }]) => /^(?:live|engine)\//.test(room) && from.some(other => /^(?:talk|components|pages)\b/.test(other)))
  expect(wrong).toEqual([])
})
