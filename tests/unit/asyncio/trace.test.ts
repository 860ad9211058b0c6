/** The timeline's records of tasks. */
import type { NodeRun } from '../compile/run-in-node'
import { describe, expect, it } from 'vitest'
import { State, TraceKind } from '../../../engine/protocol/trace'
import { runInNode } from '../compile/run-in-node'

const IMPORTS = 'import * as asyncio from \'asyncio\'\nimport * as time from \'time\'\n'

/** The states that a lane goes through, each with the name of what it waits for and of the lane that it waits for. */
function statesOf({ trace, lanes, subjects }: NodeRun, name: string) {
  const lane = [...lanes].find(([, each]) => each === name)![0]
  return trace
    .filter(record => record.lane === lane && record.kind === TraceKind.State)
    .map(({ state, subject, peer, line }) => ({ state, subject: subjects.get(subject), peer: lanes.get(peer), line }))
}

describe('tasks on the timeline', () => {
  it('run, sleep and are ready again', async () => {
    const run = await runInNode(`${IMPORTS}
async function nap() {
  await asyncio.sleep(0.001)
}
export async function main() {
  await asyncio.createTask(nap(), { name: 'napper' })
}`)
    expect(statesOf(run, 'napper')).toMatchObject([
      { state: State.Running },
      { state: State.Sleeping, line: 5 },
      { state: State.Ready },
      { state: State.Running, line: 5 },
    ])
  })

  it('wait for a lock by its name, and point at the task that holds it', async () => {
    const run = await runInNode(`${IMPORTS}
const door = new asyncio.Lock()
async function enter() {
  await using _ = door
  await asyncio.sleep(0)
}
export async function main() {
  await asyncio.gather(
    asyncio.createTask(enter(), { name: 'first' }),
    asyncio.createTask(enter(), { name: 'second' }),
  )
}`)
    expect(statesOf(run, 'second')).toContainEqual({ state: State.LockWait, subject: 'door', peer: 'first', line: 6 })
  })

  it.each([
    ['a queue', 'new asyncio.Queue()', 'await thing.get()', 'thing.putNowait(1)', State.Waiting],
    ['an event', 'new asyncio.Event()', 'await thing.wait()', 'thing.set()', State.Waiting],
    ['a semaphore', 'new asyncio.Semaphore({ value: 0 })', 'await thing.acquire()', 'thing.release()', State.LockWait],
  ])('wait for %s by its name', async (_, make, wait, wake, state) => {
    const run = await runInNode(`${IMPORTS}
async function waiter(thing) {
  ${wait}
}
export async function main() {
  const thing = ${make}
  const task = asyncio.createTask(waiter(thing), { name: 'waiter' })
  await asyncio.sleep(0)
  ${wake}
  await task
}`)
    expect(statesOf(run, 'waiter')).toContainEqual({ state, subject: 'thing', peer: undefined, line: 5 })
  })

  it('wait for the task that they await', async () => {
    const run = await runInNode(`${IMPORTS}
export async function main() {
  await asyncio.createTask(asyncio.sleep(0), { name: 'child' })
}`)
    expect(statesOf(run, 'Task-1')).toContainEqual({ state: State.Waiting, subject: undefined, peer: 'child', line: 5 })
  })

  it('never seem to run two at a time, nor to run while the loop waits', async () => {
    const { trace, lanes } = await runInNode(`${IMPORTS}
async function work(i: number) {
  await asyncio.sleep(0.0005 * i)
  await asyncio.sleep(0)
}
export async function main() {
  await asyncio.gather(...[1, 2, 3, 4].map(work))
}`)
    const tasks = new Set([...lanes].filter(([, name]) => name.startsWith('Task-')).map(([lane]) => lane))
    let running: number | undefined
    let last = 0
    for (const { kind, state, lane, time } of trace) {
      expect(time).toBeGreaterThanOrEqual(last)
      last = time
      if (!tasks.has(lane) || kind === TraceKind.LaneStart)
        continue
      if (kind === TraceKind.State && state === State.Running) {
        expect(running).toBeUndefined()
        running = lane
      }
      else if (lane === running) {
        running = undefined
      }
    }
    expect(running).toBeUndefined()
  })
})
