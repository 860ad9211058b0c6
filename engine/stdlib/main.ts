/** The main thread: calls the module's `main`, on an event loop if it is async. */
import type { LaneEnd } from '../protocol/trace'
import { reserve } from '../kernel/allocator'
import { putValue } from '../kernel/codec'
import { Coroutine } from '../kernel/coroutine'
import { current } from '../kernel/current'
import { AttributeError } from '../kernel/errors'
import { functionNamed } from '../kernel/functions'
import { words } from '../kernel/memory'
import { runMainThread } from '../kernel/threads'
import { THREAD_WORDS, ThreadWord } from '../protocol/thread-layout'
import { run } from './asyncio/runners'
import { runToEnd } from './threading/bootstrap'

/**
 * Runs the program.
 *
 * @param failure what evaluating the module raised, if it raised: reported as the program's error
 */
export function runMain(failure: { error: unknown } | undefined): LaneEnd {
  const record = reserve(THREAD_WORDS)
  words[record + ThreadWord.Name] = putValue('MainThread', 'name')
  let end!: LaneEnd
  runMainThread(record, main => end = runToEnd(main, 'main', () => {
    if (failure)
      throw failure.error
    const program = functionNamed('main') as (() => unknown) | undefined
    if (!program)
      throw new AttributeError('the snippet has no main(): write export function main() { … }, or export async function main()')
    const result = program()
    if (result instanceof Coroutine)
      run(result, { debug: current.debug })
  }))
  return end
}
