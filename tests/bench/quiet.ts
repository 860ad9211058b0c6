/** Whether the machine has its time for a measurement: two plain threads that compute, alone and together. */
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { median } from './row'

/** About 50 ms on a machine of today. */
const WORK = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', () => {
  let sum = 0
  for (let n = 0; n < 5e7; n++)
    sum = (sum + n) | 0
  parentPort.postMessage(sum)
})
`
const ROUNDS = 7
/** What a thread that computes may lack of a core. */
const SLACK = 0.1

/** What two plain threads got of the machine. */
export interface Shares {
  /** Cores that one got: 1 on a quiet machine. */
  alone: number
  /** Cores that both got: 2 on a quiet machine with two cores or more. */
  together: number
}

/** Lets two threads compute, by turns alone and together, for about a second; the shares are medians. */
export async function measureShares(): Promise<Shares> {
  const threads = [new Worker(WORK, { eval: true }), new Worker(WORK, { eval: true })]
  try {
    // The first time is spent on starting and compiling.
    await Promise.all(threads.map(compute))
    const shares: { alone: number[], together: number[] } = { alone: [], together: [] }
    for (let round = 0; round < ROUNDS; round++) {
      shares.alone.push(await coresUsed(threads.slice(0, 1)))
      shares.together.push(await coresUsed(threads))
    }
    return { alone: median(shares.alone), together: median(shares.together) }
  }
  finally {
    await Promise.all(threads.map(thread => thread.terminate()))
  }
}

/** Whether two threads got two cores: what another program takes is missing in their share, on however many cores. */
export function isQuiet({ alone, together }: Shares): boolean {
  return alone >= 1 - SLACK && together >= 2 - 2 * SLACK
}

/** How many cores this process had while threads of it computed, each until it was done. */
async function coresUsed(threads: readonly Worker[]): Promise<number> {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  const ends = await Promise.all(threads.map(compute))
  const { user, system } = process.cpuUsage(cpu)
  const mean = ends.reduce((sum, end) => sum + end - begin, 0) / ends.length
  return (user + system) / 1000 / mean
}

/** When the thread was done. */
function compute(thread: Worker): Promise<number> {
  return new Promise((resolve) => {
    thread.once('message', () => resolve(performance.now()))
    thread.postMessage(undefined)
  })
}
