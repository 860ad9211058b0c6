import type { Python } from '../../../scripts/python.mjs'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** How a twin ran. */
export interface TwinRun {
  outcome: 'finished' | 'failed' | 'deadlock'
  /** Seconds, with the start of Python. */
  wall: number
  output: string
  errors: string
}

/**
 * Runs a twin in its folder.
 *
 * @param python what runs it
 * @param folder where it is, and where it runs
 * @param file its name
 * @param limit seconds after which it counts as a deadlock
 */
export async function runTwin(python: Python, folder: string, file: string, limit: number): Promise<TwinRun> {
  const start = performance.now()
  const ended = (outcome: TwinRun['outcome'], { stdout, stderr }: { stdout: string, stderr: string }): TwinRun =>
    ({ outcome, wall: (performance.now() - start) / 1000, output: stdout, errors: stderr })
  try {
    return ended('finished', await promisify(execFile)(python.command, ['-B', file], { cwd: folder, timeout: limit * 1000, killSignal: 'SIGKILL' }))
  }
  catch (error) {
    const failure = error as Error & { killed?: boolean, stdout: string, stderr: string }
    return ended(failure.killed ? 'deadlock' : 'failed', failure)
  }
}
