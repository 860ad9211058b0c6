import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { keepBusy } from '../../../scripts/setup/busy.mjs'

const root = path.join(import.meta.dirname, '../../..')

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  }
  catch {
    return false
  }
}

describe('the busy machine of npm run test:busy', () => {
  it('has its loops until it is stopped, and none afterwards', async () => {
    const { pids, stop } = keepBusy(2)
    expect(pids.map(isRunning)).toEqual([true, true])
    await stop()
    expect(pids.map(isRunning)).toEqual([false, false])
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('has none after the script that made it ended by %s', async (signal) => {
    const script = `import('./scripts/setup/busy.mjs').then(({ keepBusy }) => console.log(keepBusy(1).pids[0]))`
    const child = spawn(process.execPath, ['-e', `${script}; setInterval(() => {}, 1000)`], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data') as [string]
    const pid = Number(said)
    expect(isRunning(pid)).toBe(true)
    child.kill(signal)
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false)
  })
})
