import type { CompilerToHost, HostToCompiler } from '../../../engine/protocol/messages'
import { expect, it } from 'vitest'
import { Compiler } from '../../../engine/host/compiler'

/** A worker that compiles when it is told to. */
class SlowWorker {
  onmessage: ((event: { data: CompilerToHost }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  readonly asked: string[] = []
  readonly #open: HostToCompiler[] = []

  postMessage(message: HostToCompiler) {
    this.asked.push(message.source)
    this.#open.push(message)
  }

  say(data: CompilerToHost) {
    this.onmessage!({ data })
  }

  finish() {
    for (const { id, name, source } of this.#open.splice(0))
      this.say({ type: 'compiled', id, program: { name, code: source, map: '', startsThreads: false, asksWeb: false } })
  }

  fail() {
    for (const { id } of this.#open.splice(0))
      this.say({ type: 'rejected', id, problems: [{ type: 'CompilerError', message: 'not loaded', line: 1, column: 1 }] })
  }
}

function slowCompiler() {
  const worker = new SlowWorker()
  const compiler = new Compiler(() => worker as unknown as Worker)
  void compiler.warm()
  return { worker, compiler }
}

it('what was compiled ahead is not compiled again by the run', async () => {
  const { worker, compiler } = slowCompiler()
  worker.say({ type: 'ready' })
  compiler.prepare('one', 'a.ts')
  const result = compiler.compile('one', 'a.ts')
  worker.finish()
  expect(await result).toMatchObject({ program: { code: 'one' } })
  expect(worker.asked).toEqual(['one'])
})

it('another file with the same text is another program', async () => {
  const { worker, compiler } = slowCompiler()
  worker.say({ type: 'ready' })
  compiler.prepare('one', 'a.ts')
  const result = compiler.compile('one', 'b.ts')
  worker.finish()
  expect(await result).toMatchObject({ program: { name: 'b.ts' } })
})

it('of the texts that come while the worker is busy only the last is compiled ahead', () => {
  const { worker, compiler } = slowCompiler()
  worker.say({ type: 'ready' })
  for (const source of ['o', 'on', 'one'])
    compiler.prepare(source, 'a.ts')
  expect(worker.asked).toEqual(['o'])
  worker.finish()
  expect(worker.asked).toEqual(['o', 'one'])
})

it('nothing is compiled ahead before the compiler is warm', () => {
  const { worker, compiler } = slowCompiler()
  compiler.prepare('one', 'a.ts')
  expect(worker.asked).toEqual([])
})

it('a compiler that could not be loaded is asked again by the next run', async () => {
  const { worker, compiler } = slowCompiler()
  const first = compiler.compile('one', 'a.ts')
  worker.fail()
  expect(await first).toMatchObject({ problems: [{ type: 'CompilerError' }] })
  const second = compiler.compile('one', 'a.ts')
  worker.finish()
  expect(await second).toMatchObject({ program: { code: 'one' } })
})
