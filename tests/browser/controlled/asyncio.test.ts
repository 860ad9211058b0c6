/** Exploring event loops: what the loop does itself has one order, what other threads leave for it has all of them. */
import type { ExplorationReport } from '../../../engine/protocol/exploration'
import { expect, it } from 'vitest'
import { exploreSnippet } from './run-schedules'

function outputs({ ends }: Pick<ExplorationReport, 'ends'>): string[] {
  return ends.map(({ output }) => output.trim()).sort()
}

const ANSWERS = `import * as asyncio from 'asyncio'
import { print } from 'builtins'
let last = ''
function ask(question: string): string { return question }
async function search(question: string): Promise<void> { last = await asyncio.toThread(ask, question) }
export async function main(): Promise<void> {
  await asyncio.gather(search('a'), search('b'))
  print(last)
}
`

it('answers of threads come to a loop in any order', async () => {
  const report = await exploreSnippet(ANSWERS, { granularity: 'gil' })
  expect(report.coverage).toEqual({ kind: 'all', cutOff: false })
  expect(outputs(report)).toEqual(['a', 'b'])
})

it('callbacks that two threads leave for a loop are called in the order in which they were left', async () => {
  const report = await exploreSnippet(`import * as asyncio from 'asyncio'
import { print } from 'builtins'
import { Thread } from 'threading'
const said: string[] = []
function say(word: string): void { said.push(word) }
function leave(loop: asyncio.AbstractEventLoop, word: string): void { loop.callSoonThreadsafe(say, word) }
export async function main(): Promise<void> {
  const threads = ['a', 'b'].map(word => new Thread({ target: leave, args: [asyncio.getRunningLoop(), word] }))
  threads.forEach(thread => thread.start())
  while (said.length < 2) await asyncio.sleep(1)
  print(said.join(''))
}
`)
  expect(outputs(report)).toEqual(['ab', 'ba'])
})

it('as_completed gives futures in each order in which they can finish', async () => {
  const report = await exploreSnippet(`import { asCompleted, ThreadPoolExecutor } from 'concurrent.futures'
import { print } from 'builtins'
function name(word: string): string { return word }
export function main(): void {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const futures = [pool.submit(name, 'a'), pool.submit(name, 'b')]
  let said = ''
  for (const future of asCompleted(futures)) said += future.result()
  print(said)
}
`)
  expect(outputs(report)).toEqual(['ab', 'ba'])
})
