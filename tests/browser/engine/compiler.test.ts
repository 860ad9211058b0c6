import type { CompilerToHost, HostToCompiler, Program } from '../../../engine/protocol/messages'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Compiler } from '../../../engine/host/compiler'

/** A worker that compiles on command. */
class SlowWorker {
  onmessage: ((event: { data: CompilerToHost }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  readonly asked: string[] = []
  isTerminated = false
  readonly #open: HostToCompiler[] = []

  postMessage(message: HostToCompiler) {
    this.asked.push(message.source)
    this.#open.push(message)
  }

  terminate() {
    this.isTerminated = true
  }

  /** Reports that the oldest source has broken it. */
  break(reason: string) {
    this.say({ type: 'broken', id: this.#open[0]!.id, reason })
  }

  say(data: CompilerToHost) {
    this.onmessage!({ data })
  }

  finish() {
    for (const { id, name, source } of this.#open.splice(0))
      this.say({ type: 'compiled', id, program: { name, code: source, map: '', warnings: [], startsThreads: false, asksWeb: false } })
  }

  fail() {
    for (const { id } of this.#open.splice(0))
      this.say({ type: 'rejected', id, problems: [{ type: 'CompilerError', message: 'not loaded', line: 1, column: 1 }] })
  }
}

function slowCompiler() {
  const workers: SlowWorker[] = []
  const compiler = new Compiler(() => {
    workers.push(new SlowWorker())
    return workers.at(-1) as unknown as Worker
  })
  void compiler.warm()
  return { worker: workers[0]!, workers, compiler }
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

describe('a worker that a program has broken is replaced', () => {
  afterEach(() => void vi.useRealTimers())

  it('whatever was raised: that program gets a problem, the others are compiled by the new one', async () => {
    const { worker, workers, compiler } = slowCompiler()
    worker.say({ type: 'ready' })
    const bad = compiler.compile('bad', 'a.ts')
    const good = compiler.compile('good', 'b.ts')
    worker.break('RangeError: Maximum call stack size exceeded')
    expect(await bad).toMatchObject({ problems: [{ type: 'RecursionError', message: 'maximum recursion depth exceeded during compilation' }] })
    expect(worker.isTerminated).toBe(true)
    expect(workers[1]!.asked).toEqual(['good'])
    workers[1]!.finish()
    expect(await good).toMatchObject({ program: { code: 'good' } })
  })

  it('also when the error comes from outside any program', async () => {
    const { worker, workers, compiler } = slowCompiler()
    worker.say({ type: 'ready' })
    const bad = compiler.compile('bad', 'a.ts')
    worker.onerror!({ message: 'RuntimeError: unreachable' })
    expect(await bad).toMatchObject({ problems: [{ type: 'SystemError', message: expect.stringContaining('RuntimeError: unreachable') }] })
    const next = compiler.compile('next', 'a.ts')
    workers[1]!.finish()
    expect(await next).toMatchObject({ program: { code: 'next' } })
  })

  it('and when it does not answer for a minute of the page\'s own time', async () => {
    vi.useFakeTimers()
    const { worker, workers, compiler } = slowCompiler()
    worker.say({ type: 'ready' })
    const bad = compiler.compile('bad', 'a.ts')
    vi.advanceTimersByTime(59_000)
    expect(workers).toHaveLength(1)
    vi.advanceTimersByTime(2000)
    expect(workers).toHaveLength(2)
    expect(await bad).toMatchObject({ problems: [{ type: 'SystemError', message: expect.stringContaining('60 seconds') }] })
  })

  it('but not while it is being loaded, however slow the network is', () => {
    vi.useFakeTimers()
    const { workers, compiler } = slowCompiler()
    void compiler.compile('one', 'a.ts')
    vi.advanceTimersByTime(600_000)
    expect(workers).toHaveLength(1)
  })

  it('until the new one is loaded, the compiler is not warm', async () => {
    const { worker, workers, compiler } = slowCompiler()
    worker.say({ type: 'ready' })
    void compiler.compile('bad', 'a.ts')
    worker.break('panic')
    expect(compiler.isWarm).toBe(false)
    let isReady = false
    const ready = compiler.warm().then(() => isReady = true)
    await Promise.resolve()
    expect(isReady).toBe(false)
    workers[1]!.say({ type: 'ready' })
    await ready
    expect(compiler.isWarm).toBe(true)
  })

  it('a late answer of the old one is ignored', async () => {
    const { worker, workers, compiler } = slowCompiler()
    worker.say({ type: 'ready' })
    void compiler.compile('bad', 'a.ts')
    const good = compiler.compile('good', 'b.ts')
    worker.break('panic')
    worker.finish()
    workers[1]!.fail()
    expect(await good).toMatchObject({ problems: [{ message: 'not loaded' }] })
  })
})

const program = (name: string, code: string): Program => ({ name, code, map: '', warnings: [], startsThreads: false, asksWeb: false })

/** Knows the program of one text of one file. */
function knowingCompiler() {
  const made: SlowWorker[] = []
  const compiler = new Compiler(() => {
    made.push(new SlowWorker())
    return made.at(-1) as unknown as Worker
  })
  compiler.known = (source, name) => name === 'a.ts' ? Promise.resolve(source === 'one' ? program('a.ts', 'known') : undefined) : undefined
  return { made, compiler }
}

it('a known text runs without the compiler, also after an edit that was undone', async () => {
  const { made, compiler } = knowingCompiler()
  expect(await compiler.compile('one', 'a.ts')).toEqual({ program: program('a.ts', 'known') })
  expect(made).toEqual([])
  void compiler.compile('one and more', 'a.ts')
  expect(await compiler.compile('one', 'a.ts')).toEqual({ program: program('a.ts', 'known') })
  expect(made.flatMap(({ asked }) => asked)).toEqual(['one and more'])
})

it('a known text that was prepared is there at once, before the compiler is', async () => {
  const { made, compiler } = knowingCompiler()
  compiler.prepare('one', 'a.ts')
  await vi.waitFor(() => expect(compiler.compiled('one', 'a.ts')).toEqual({ program: program('a.ts', 'known') }))
  expect(made).toEqual([])
})

it('another text, and another file with a known text, are compiled', async () => {
  const { made, compiler } = knowingCompiler()
  const results = [compiler.compile('two', 'a.ts'), compiler.compile('one', 'b.ts')]
  await vi.waitFor(() => expect(made[0]?.asked.toSorted()).toEqual(['one', 'two']))
  made[0]!.finish()
  expect(await Promise.all(results)).toEqual([{ program: program('a.ts', 'two') }, { program: program('b.ts', 'one') }])
})

it('an edited text that waits for the compiler is compiled once that is warm', () => {
  const { worker, compiler } = slowCompiler()
  compiler.prepare('edited', 'a.ts')
  expect(worker.asked).toEqual([])
  worker.say({ type: 'ready' })
  expect(worker.asked).toEqual(['edited'])
})
