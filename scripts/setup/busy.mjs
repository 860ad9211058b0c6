import { spawn } from 'node:child_process'
import os from 'node:os'
import process from 'node:process'

/** Two for each core: a test then gets a third of one, as next to a build and a video call. */
const LOOPS_PER_CORE = 2

/** Also ends when its parent process has gone. */
const LOOP = `
const parent = Number(process.argv[1])
while (process.ppid === parent) {
  for (const end = Date.now() + 500; Date.now() < end;);
}`

/**
 * Keeps the machine busy, at normal priority, until it is stopped or this process ends.
 *
 * @param {number} [count] the number of loops. @default two for each core
 * @returns {{ pids: number[], stop: () => Promise<void> }} the processes, and a function that ends them
 */
export function keepBusy(count = LOOPS_PER_CORE * os.availableParallelism()) {
  const loops = Array.from({ length: count }, () => spawn(process.execPath, ['-e', LOOP, String(process.pid)], { stdio: 'ignore' }))
  const ended = loops.map(loop => new Promise(resolve => loop.once('close', resolve).once('error', resolve)))
  const kill = () => loops.forEach(loop => loop.kill('SIGKILL'))
  process.once('exit', kill)
  return {
    pids: loops.flatMap(({ pid = [] }) => pid),
    async stop() {
      process.off('exit', kill)
      kill()
      await Promise.all(ended)
    },
  }
}
