import { expect, it } from 'vitest'
import { SourcePlaces } from '../../../engine/host/source-places'
import { stackOf } from '../../../engine/kernel/stack'
import { scriptUrl } from '../../../engine/sandbox/scripts'

/** An error as JavaScriptCore reports it: `name@address:line:column` in each line, the address in full. */
function webkitError(frames: readonly [name: string, address: string, line: number, column: number][]): Error {
  return Object.assign(new Error('no luck'), { stack: frames.map(([name, address, line, column]) => `${name}@${address}:${line}:${column}`).join('\n') })
}

it('a stack whose addresses are whole scripts speaks of the program by its name', () => {
  const program = scriptUrl('function work() {\n  throw new Error("a: #b@c:1:2 //# sourceURL=no\\n")\n}\n//# sourceURL=demo/my file.ts\n', 'data')
  const engine = scriptUrl('onmessage = () => {}', 'data')
  const stack = stackOf(webkitError([['work', program, 2, 9], ['bootstrap', engine, 1, 5], ['', '[native code]', 0, 0]]))
  expect(stack.split('\n').slice(0, 2)).toEqual(['work@demo/my file.ts:2:9', 'bootstrap@:1:5'])
})

it('places of such a stack are mapped to the source', () => {
  // One line for one line: 'AAAA' and then a line further down, four times.
  const map = JSON.stringify({ version: 3, sources: ['demo/threads.ts'], names: [], mappings: 'AAAA;AACA;AACA;AACA' })
  const places = new SourcePlaces({ name: 'demo/threads.ts', code: '', map, warnings: [], startsThreads: false, asksWeb: false })
  const program = scriptUrl(`${'x\n'.repeat(10_000)}//# sourceURL=demo/threads.ts\n`, 'data')
  const stack = stackOf(webkitError([['fail', program, 3, 1], ['main', program, 2, 1], ['engine', scriptUrl('y', 'data'), 1, 1]]))
  expect(stack.length).toBeLessThan(200)
  expect(places.traceback(stack)).toMatchObject([{ function: 'main', line: 2 }, { function: 'fail', line: 3 }])
})
