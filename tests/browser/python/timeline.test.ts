/** What is seen of a Python program: lanes, waits with their holders and lines, deadlock. */
import type { TraceModel } from '../../../engine/insight'
import { describe, expect, it } from 'vitest'
import { SpanWord } from '../../../engine/insight/columns'
import { LaneKind, State } from '../../../engine/protocol/trace'
import { runPython } from './run-python'

interface Stretch { state: State, line: number, subject: string | undefined, peer: string | undefined, ms: number }

function stretches(model: TraceModel, name: string): Stretch[] {
  const lane = model.lanes.find(each => each.name === name)!
  const { spans } = lane
  return Array.from({ length: spans.length }, (_, at) => ({
    state: spans.word(at, SpanWord.State) as State,
    line: spans.word(at, SpanWord.Line),
    subject: model.subjectName(spans.word(at, SpanWord.Subject)),
    peer: model.lane(spans.word(at, SpanWord.Peer))?.name,
    ms: (spans.times[at + 1] ?? lane.end ?? model.horizon) - spans.times[at]!,
  }))
}

describe('the timeline', { timeout: 120_000 }, () => {
  it('shows a thread that sleeps, waits for a lock and for the GIL, with holder and line', async () => {
    const { model } = await runPython(`
      import threading, time
      lock = threading.Lock()
      def hold():
          with lock:
              time.sleep(0.2)
      def want():
          time.sleep(0.05)
          with lock:
              pass
      def spin():
          end = time.perf_counter() + 1.5
          while time.perf_counter() < end:
              pass
      threads = [threading.Thread(target=t, name=t.__name__) for t in (hold, want, spin)]
      for t in threads: t.start()
      for t in threads: t.join()
    `)
    expect(model.lanes.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['MainThread returned', 'hold returned', 'want returned', 'spin returned'])
    expect(stretches(model, 'hold')).toContainEqual(expect.objectContaining({ state: State.Sleeping, line: 5 }))
    expect(stretches(model, 'want')).toContainEqual(expect.objectContaining({ state: State.LockWait, line: 8, subject: 'lock', peer: 'hold' }))
    expect(stretches(model, 'want').some(({ state }) => state === State.GilWait)).toBe(true)
    expect(stretches(model, 'MainThread')).toContainEqual(expect.objectContaining({ state: State.Waiting, line: 16, peer: 'spin' }))
    expect(stretches(model, 'hold').find(({ state }) => state === State.Sleeping)!.ms).toBeGreaterThanOrEqual(199)
  })

  it('shows a lane for each task: running, ready, sleeping, waiting for a lock, on I/O', async () => {
    const { model, output } = await runPython(`
      import asyncio, web
      lock = asyncio.Lock()
      async def sleeper():
          async with lock:
              await asyncio.sleep(0.05)
          print('slept')
      async def waiter():
          async with lock:
              pass
      async def getter():
          await web.aget('io/wait?ms=20')
      async def main():
          await asyncio.gather(sleeper(), waiter(), getter())
      asyncio.run(main())
    `)
    const tasks = model.lanes.filter(({ kind }) => kind === LaneKind.Task).map(({ name }) => name)
    expect(tasks.slice(0, 4)).toEqual(['Task-1', 'Task-2', 'Task-3', 'Task-4'])
    // On a busy machine messages get a turn in between, and what runs is shown in two parts.
    const states = stretches(model, 'Task-2').map(({ state }) => state).filter((state, at, all) => state !== State.GilWait && state !== all[at - 1])
    expect(states).toEqual([State.Ready, State.Running, State.Sleeping, State.Ready, State.Running])
    expect(stretches(model, 'Task-2')[2]).toMatchObject({ line: 5 })
    expect(stretches(model, 'Task-3')).toContainEqual(expect.objectContaining({ state: State.LockWait, line: 8, subject: 'lock' }))
    expect(stretches(model, 'Task-4')).toContainEqual(expect.objectContaining({ state: State.Io, line: 11 }))
    expect(output).toMatchObject([{ text: 'slept', thread: 'MainThread', task: 'Task-2' }])
  })

  it('finds the cycle of a deadlock: names, locks, lines', async () => {
    const { model, deadlocks, summary } = await runPython(`
      import threading, time
      fork, knife = threading.Lock(), threading.Lock()
      def eat(first, second):
          with first:
              time.sleep(0.05)
              with second:
                  pass
      for name, locks in {'Ada': (fork, knife), 'Guido': (knife, fork)}.items():
          threading.Thread(target=eat, args=locks, name=name).start()
    `, { stopAtDeadlock: true })
    const [deadlock] = deadlocks
    expect(deadlock?.members.map(({ lane, subject, heldBy, line }) => `${model.lane(lane)?.name} waits for ${model.subjectName(subject)} of ${model.lane(heldBy)?.name} on ${line}`).sort()).toEqual([
      'Ada waits for knife of Guido on 6',
      'Guido waits for fork of Ada on 6',
    ])
    expect(summary.outcome).toBe('stopped')
  })

  it('finds no cycle where a lock has changed hands since a thread began to wait for it', async () => {
    const { lines, deadlocks, summary } = await runPython(`
      import threading, time
      first, second = threading.Lock(), threading.Lock()
      def holds_first():
          with first:
              time.sleep(0.3)
          with second:
              print('holds_first has both')
      def comes_next():
          time.sleep(0.05)
          with first:
              time.sleep(0.3)
      def holds_second():
          with second:
              time.sleep(0.1)
              with first:
                  print('holds_second has both')
      threads = [threading.Thread(target=target) for target in (holds_first, comes_next, holds_second)]
      for thread in threads: thread.start()
      for thread in threads: thread.join()
    `)
    expect(deadlocks).toEqual([])
    expect(lines).toEqual(['holds_second has both', 'holds_first has both'])
    expect(summary.outcome).toBe('finished')
  })

  it('finds a deadlock among tasks: names, locks, lines', async () => {
    const { model, deadlocks, summary } = await runPython(`
      import asyncio
      fork, knife = asyncio.Lock(), asyncio.Lock()
      async def eat(first, second):
          async with first:
              await asyncio.sleep(0.05)
              async with second:
                  pass
      async def main():
          async with asyncio.TaskGroup() as group:
              group.create_task(eat(fork, knife), name='Ada')
              group.create_task(eat(knife, fork), name='Guido')
      asyncio.run(main())
    `, { stopAtDeadlock: true })
    const [deadlock] = deadlocks
    expect(deadlock?.kind).toBe('tasks')
    expect(deadlock?.members.map(({ lane, subject, line }) => `${model.lane(lane)?.name} waits for ${model.subjectName(subject)} on ${line}`).sort()).toEqual([
      'Ada waits for knife on 6',
      'Guido waits for fork on 6',
      expect.stringMatching(/^Task-1 waits for .* on 9$/),
    ])
    expect(summary.outcome).toBe('stopped')
  })

  it('finds a program that waits for something that will never happen', async () => {
    const { deadlocks, model } = await runPython(`
      import queue
      letters = queue.Queue()
      print(letters.get())
    `, { stopAtDeadlock: true })
    expect(deadlocks[0]?.members).toMatchObject([{ lane: 1, heldBy: 0, line: 3 }])
    expect(model.subjectName(deadlocks[0]!.members[0]!.subject)).toBe('letters')
  })
})
