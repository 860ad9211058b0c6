/** Python on a page that can share no memory, as one that is not cross-origin isolated. */
import type { Deadlock, InputRequest, OutputLine, Problem, RunSummary } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { Engine } from '../../../engine/host/engine'
import { SandboxFrame } from '../../../engine/host/sandbox-frame'
import { TraceModel } from '../../../engine/insight'
import { listenFor } from '../../../engine/protocol/run-event'

const engine = new Engine(new URL('/', location.href), listener => new SandboxFrame(listener, 'blob', false))

/** Runs a program; `stopAt` is a line at which Stop is pressed, `type` answers what it reads. */
async function run(source: string, { stopAt, type }: { stopAt?: string, type?: string } = {}) {
  const output: OutputLine[] = []
  const problems: Problem[] = []
  const deadlocks: Deadlock[] = []
  const inputs: InputRequest[] = []
  const model = new TraceModel()
  const { promise, resolve } = Promise.withResolvers<RunSummary>()
  let id: number | undefined
  const listener = listenFor({
    output: ({ lines }) => {
      output.push(...lines)
      if (lines.some(({ text }) => text === stopAt))
        engine.stop(id!)
    },
    problem: ({ problem }) => void problems.push(problem),
    deadlock: ({ deadlock }) => void deadlocks.push(deadlock),
    trace: ({ batch }) => void model.feed(batch),
    name: ({ of, id, name }) => of === 'lane' ? model.nameLane(id, name) : model.nameSubject(id, name),
    input: ({ wanted }) => {
      inputs.push(wanted)
      engine.answer(id!, wanted.request, type)
    },
    end: ({ summary }) => resolve(summary),
  })
  id = await engine.runPython(source, 'program.py', {}, listener)
  return { summary: await promise, lines: output.map(({ text }) => text), problems, deadlocks, model }
}

describe('python without shared memory', { timeout: 120_000 }, () => {
  it('runs threads that take turns, tasks, sleeps and requests, and draws them', async () => {
    const { summary, lines, problems, model } = await run(`
import asyncio, threading, time, web
begin = time.perf_counter()
turns = []
def count(name):
    for _ in range(300_000):
        if not turns or turns[-1] != name:
            turns.append(name)
threads = [threading.Thread(target=count, args=[name], name=name) for name in 'AB']
for thread in threads: thread.start()
for thread in threads: thread.join()
print('switched', len(turns) > 2)
async def nap():
    await asyncio.sleep(0.2)
async def main():
    await asyncio.gather(*[nap() for _ in range(10)])
begin = time.perf_counter()
asyncio.run(main())
time.sleep(0.2)
print('slept', 0.4 <= time.perf_counter() - begin)
print(web.get('io/wait?ms=5&bytes=3').text)
`)
    expect(problems).toEqual([])
    expect(lines).toEqual(['switched True', 'slept True', 'abc'])
    expect(summary).toMatchObject({ outcome: 'finished', peakThreads: 3 })
    expect(model.ordered().map(({ name }) => name)).toEqual(expect.arrayContaining(['A', 'B']))
  })

  it('keeps all of a flood of output', async () => {
    const { lines } = await run('for i in range(20_000):\n    print(i, "x" * 20)\n')
    expect(lines.length).toBe(20_000)
    expect(lines.at(-1)).toBe(`19999 ${'x'.repeat(20)}`)
  })

  it.each([
    ['a loop', 'while True:\n        pass'],
    ['a sleep', 'time.sleep(1000)'],
    ['a wait for a lock', 'lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()'],
    ['an event loop', 'asyncio.run(asyncio.sleep(1000))'],
  ])('stops %s by KeyboardInterrupt', async (_, body) => {
    const { summary, lines } = await run(`import asyncio, threading, time\nprint('begun', flush=True)\ntry:\n    ${body}\nexcept KeyboardInterrupt:\n    print('interrupted')\n`, { stopAt: 'begun' })
    expect(lines).toEqual(['begun', 'interrupted'])
    expect(summary.outcome).toBe('stopped')
  })

  it('ends a program that does not heed Stop', async () => {
    const { summary, lines } = await run('print("begun")\nsum(range(10 ** 13))\n', { stopAt: 'begun' })
    expect(lines).toEqual(['begun'])
    expect(summary.outcome).toBe('stopped')
  })

  it('finds a deadlock', async () => {
    const { deadlocks, lines } = await run(`import threading
lock = threading.Lock()
def hold():
    with lock:
        print('held')
        threading.Event().wait()
threading.Thread(target=hold, name='holder').start()
lock.acquire()
`, { stopAt: 'held' })
    expect(lines).toEqual(['held'])
    expect(deadlocks.length).toBeGreaterThan(0)
  })

  it('reads what is typed', async () => {
    expect((await run('print("hello", input("name? "))', { type: 'Ada' })).lines.at(-1)).toContain('hello Ada')
  })

  it('explores schedules', async () => {
    const report = await engine.controlled.explore({ language: 'python', name: 'program.py', source: `import threading
total = 0
def add():
    global total
    total += int(1)
threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total)
` }, { granularity: 'gil' })
    expect(report?.ends.map(({ output }) => output.trim()).sort()).toEqual(['1', '2'])
  })

  it('refuses threads of TypeScript', async () => {
    await expect(engine.start()).rejects.toThrow('SharedArrayBuffer')
  })
})
