/** `npm run snippet -- FILE --explore`, as a CI of the reader's own calls it. */
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'

const root = path.join(import.meta.dirname, '../../..')

interface Line {
  type: string
  file: string
  message?: string
  line?: number
  runs?: number
  interleavings?: number
  completeness?: string
  races?: string[]
  lockOrders?: string[]
  stopped?: boolean
  ends?: { end: { kind: string, message?: string }, output: string, interleavings?: number, why?: string, schedule: number[] }[]
}

/** Explores programs, and gives the exit code with what was printed for each file. */
async function explore(files: Record<string, string>, ...options: string[]): Promise<{ code: number, lines: Record<string, Line> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'explore-'))
  await Promise.all(Object.entries(files).map(([name, text]) => fs.writeFile(path.join(folder, name), text)))
  const { NODE_OPTIONS: _, ...env } = process.env
  const call = await promisify(execFile)(process.execPath, ['scripts/setup.mjs', 'snippet', ...Object.keys(files), '--explore', '--json', ...options], { cwd: root, env: { ...env, INIT_CWD: folder } })
    .then(({ stdout }) => ({ code: 0, stdout }), (error: { code: number, stdout: string }) => error)
  await fs.rm(folder, { recursive: true })
  const lines = call.stdout.trim().split('\n').map(line => JSON.parse(line) as Line)
  return { code: call.code, lines: Object.fromEntries(lines.map(line => [line.file, line])) }
}

const COUNTER = `import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
const lock = new Lock()
const counter = shared.int(0)
function add() { LOCK counter.value += 1 }
export function main() {
  const threads = [1, 2].map(() => new Thread({ target: add }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value)
}
`

const RACE = COUNTER.replace('LOCK', '')

test('exit code 0 where no schedule fails: ends with their counts, races, shortest schedules; an endless loop is cut off', async () => {
  const { code, lines } = await explore({
    'race.ts': RACE,
    'locked.ts': COUNTER.replace('LOCK', 'using _ = lock.hold();'),
    'endless.ts': RACE.replace('counter.value += 1', 'for (;;) counter.value += 1'),
  }, '--mode', 'free')
  expect(code).toBe(0)
  expect(lines['race.ts']).toMatchObject({ type: 'exploration', interleavings: 6, runs: 4, completeness: 'All 6 sequentially consistent schedules, in 4 runs' })
  expect(lines['race.ts']!.ends!.map(({ output, interleavings }) => [output, interleavings])).toEqual(expect.arrayContaining([['2\n', 2], ['1\n', 4]]))
  expect(lines['race.ts']!.ends!.find(({ output }) => output === '1\n')!.why).toMatch(/one update is lost/)
  expect(lines['race.ts']!.races!.length).toBeGreaterThan(0)
  expect(lines['locked.ts']!.ends).toHaveLength(1)
  expect(lines['locked.ts']!.races).toEqual([])
  expect(lines['endless.ts']!.completeness).toMatch(/cut off at the limit of steps: not all schedules were tried/)
})

test('exit code 1 where an assertion can fail, or a file does not compile: each is reported all the same; a bound is kept', async () => {
  const { code, lines } = await explore({
    'wrong.ts': 'const = 1',
    'asserted.ts': RACE.replace('print(counter.value)', 'assert(counter.value === 2)').replace('import { print }', 'import { assert }'),
  }, '--mode', 'free', '--bound', '1')
  expect(code).toBe(1)
  expect(lines['wrong.ts']).toMatchObject({ type: 'error', line: 1 })
  expect(lines['asserted.ts']!.completeness).toMatch(/^All sequentially consistent schedules with at most 1 preemption, /)
  expect(lines['asserted.ts']!.ends!.map(({ end }) => end.kind).sort()).toEqual(['error', 'finished'])
})

test('python files: a deadlock that is possible, a file that does not compile, a call that heeds nothing', { tag: '@in-full' }, async () => {
  const { code, lines } = await explore({
    'wrong.py': 'def f(:\n',
    'locks.py': `import threading
a, b = threading.Lock(), threading.Lock()
def work(first, second):
    with first, second:
        pass
threads = [threading.Thread(target=work, args=(a, b)), threading.Thread(target=work, args=(b, a))]
for thread in threads: thread.start()
for thread in threads: thread.join()
`,
    'deaf.py': 'print(len(str(7 ** 10 ** 8)))\n',
  }, '--timeout', '20')
  expect(code).toBe(1)
  expect(lines['wrong.py']).toMatchObject({ type: 'error', message: 'SyntaxError: invalid syntax (line 1)' })
  expect(lines['locks.py']!.ends!.map(({ end }) => end.kind).sort()).toEqual(['deadlock', 'finished'])
  expect(lines['locks.py']!.lockOrders).toHaveLength(1)
  expect(lines['deaf.py']).toMatchObject({ type: 'error', message: 'stopped after 20 s, during its first run' })
})
