import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')

interface KnipReport {
  issues: ({ file: string } & Record<string, { name: string }[]>)[]
}

/** Knip's complaints about a copy of the repository with some files more, as `file: kind name`. */
async function complaintsWith(planted: Readonly<Record<string, string>>): Promise<string[]> {
  const copy = await fs.mkdtemp(path.join(os.tmpdir(), 'unused-'))
  onTestFinished(() => fs.rm(copy, { recursive: true }))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const folder of new Set(files.map(file => path.dirname(file))))
    await fs.mkdir(path.join(copy, folder), { recursive: true })
  await Promise.all(files.map(file => fs.copyFile(path.join(root, file), path.join(copy, file)).catch(() => undefined)))
  await fs.symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  for (const [file, text] of Object.entries(planted))
    await fs.writeFile(path.join(copy, file), text)
  const { stdout } = await promisify(execFile)('node', [path.join(root, 'node_modules/knip/bin/knip.js'), '--reporter', 'json', '--no-exit-code'], { cwd: copy, env: { PATH: process.env.PATH }, maxBuffer: 1e8 })
  const { issues } = JSON.parse(stdout) as KnipReport
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, names]) => Array.isArray(names) ? names.map(({ name }) => `${file}: ${kind} ${name}`) : []))
}

it('npm run lint finds an unused export, an unreachable file and an undeclared package, and nothing else here', async () => {
  const complaints = await complaintsWith({
    'engine/protocol/planted.ts': 'export const used = 1\nexport const planted = 2\n',
    'engine/stdlib/math/index.ts': `${await fs.readFile(path.join(root, 'engine/stdlib/math/index.ts'), 'utf8')}\nimport { used } from '../../protocol/planted'\nimport 'left-pad'\n\nvoid used\n`,
    'engine/host/unreached.ts': 'export {}\n',
  })
  expect(complaints.sort()).toEqual([
    'engine/host/unreached.ts: files engine/host/unreached.ts',
    'engine/protocol/planted.ts: exports planted',
    'engine/stdlib/math/index.ts: unlisted left-pad',
  ])
}, 240_000)
