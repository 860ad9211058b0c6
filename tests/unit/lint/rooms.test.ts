import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { complaintAbout, rooms } from '../../../scripts/lint/rooms.mjs'

describe('imports between rooms go one way', () => {
  it.each([
    ['live/runtime/engine.ts', '../../engine/host'],
    ['live/timeline/Lane.vue', '../../engine/protocol/trace'],
    ['components/LiveCode.vue', '../live/live-code/LiveToolbar.vue'],
    ['engine/stdlib/threading/index.ts', '../../kernel/futex'],
    ['engine/kernel/gil.ts', '../protocol/layout'],
    ['engine/worker.ts', './kernel/threads'],
    ['engine/host/frame.ts', '../worker.ts?bundled'],
    ['engine/host/frame.ts', '../sandbox/main.ts?bundled'],
    ['engine/host/compiler.ts', '../compile/worker.ts?worker'],
    ['engine/host/session.ts', './frame'],
    ['engine/host/session.ts', 'vue'],
    ['setup/main.ts', '../engine/io/register'],
    ['snippets/lost-update/manifest.ts', '../../live/content/manifest'],
    ['styles/index.ts', '../node_modules/some-font/index.css'],
    ['tests/unit/kernel/gil.test.ts', '../../../engine/kernel/gil'],
    ['vite.config.ts', './engine/io/endpoint'],
  ])('%s may import %s', (importer, specifier) => {
    expect(complaintAbout(importer, specifier)).toBeUndefined()
  })

  it.each([
    ['engine/protocol/run.ts', '../kernel/futex'],
    ['engine/kernel/gil.ts', '../stdlib/threading'],
    ['engine/kernel/gil.ts', '../host'],
    ['engine/host/session.ts', '../kernel/gil'],
    ['engine/host/session.ts', '../worker'],
    ['engine/host/frame.ts', '../sandbox/main.ts'],
    ['engine/host/frame.ts', '../kernel/gil.ts?bundled'],
    ['engine/sandbox/pool.ts', '../worker.ts?bundled'],
    ['engine/insight/lanes.ts', '../host'],
    ['engine/host/session.ts', '../../components/LiveCode.vue'],
    ['components/LiveCode.vue', '../engine/kernel/gil'],
    ['components/LiveCode.vue', '../setup/main'],
    ['live/demos/demos.ts', '../runs/run'],
    ['live/state/stage.ts', '../live-code/status'],
    ['live/live-code/ResultPane.vue', '../../components/Timeline.vue'],
    ['live/recordings/recordings.ts', '../../talk/figures/plot'],
    ['snippets/lost-update/threads.ts', '../../engine/stdlib/threading'],
    ['engine/brand-new/index.ts', '../protocol/run'],
    ['engine/kernel/gil.ts', '../../../elsewhere/file'],
  ])('%s must not import %s', (importer, specifier) => {
    expect(complaintAbout(importer, specifier)).toBeTypeOf('string')
  })

  it('gives no room the right to import what slides write but those that stand above it', () => {
    const above = Object.entries(rooms).filter(([, rights]) => rights.from.some(room => room.startsWith('components'))).map(([room]) => room)
    expect(above).toEqual(['layouts'])
  })

  it('gives nothing that any deck could use the right to import what is this talk\'s', () => {
    const wrong = Object.entries(rooms).filter(([room, { from }]) => room.startsWith('live/') && from.some(other => other.startsWith('talk/')))
    expect(wrong).toEqual([])
  })
})

describe('npm run lint enforces it', () => {
  const eslint = new ESLint()

  async function complaints(filePath: string, code: string): Promise<string[]> {
    const [result] = await eslint.lintText(code, { filePath })
    return result!.messages.filter(message => message.ruleId === 'rooms/one-way-imports').map(message => message.message)
  }

  it.each([
    ['a static import', `import { take } from '../host/session'\n\ntake()\n`],
    ['a type import', `import type { Session } from '../host/session'\n\nexport type A = Session\n`],
    ['a re-export', `export * from '../host/session'\n`],
    ['a named re-export', `export { Session } from '../host/session'\n`],
    ['a dynamic import', `export const load = () => import('../host/session')\n`],
    ['an import type', `export type A = import('../host/session').Session\n`],
  ])('rejects %s from engine/kernel to engine/host', async (_, code) => {
    expect(await complaints('engine/kernel/bad.ts', code)).toEqual([
      'engine/kernel must not import from engine/host; it may import from engine/protocol.',
    ])
  }, 60_000)

  it('rejects an import in a Vue component', async () => {
    const code = `<script setup lang="ts">\nimport { take } from '../engine/kernel/gil'\n\ntake()\n</script>\n`
    expect(await complaints('components/Bad.vue', code)).toHaveLength(1)
  }, 60_000)

  it('accepts a good import', async () => {
    expect(await complaints('engine/kernel/good.ts', `export * from '../protocol/run'\n`)).toEqual([])
  }, 60_000)
})
