/** A Python program's life: its output, its end, its errors, Stop. */
import { describe, expect, it } from 'vitest'
import { pythonNames } from '../../../live/languages/python-names'
import { runPython } from './run-python'

describe('a program', { timeout: 120_000 }, () => {
  it('prints what CPython 3.14 prints, line by line, with the thread that printed it', async () => {
    const { lines, output, summary } = await runPython(`
      import sys, threading
      print('hello', end=', ')
      print('world')
      t = threading.Thread(target=print, args=['from', 'a thread'], name='helper')
      t.start()
      t.join()
      print(sys.version_info[:2], sys.implementation.name)
      sys.stderr.write('no line break at the end')
    `)
    expect(lines).toEqual(['hello, world', 'from a thread', '(3, 14) cpython', 'no line break at the end'])
    expect(output.map(({ thread, stream }) => `${thread} ${stream}`)).toEqual(['MainThread stdout', 'helper stdout', 'MainThread stdout', 'MainThread stderr'])
    expect(summary).toMatchObject({ outcome: 'finished', mode: 'gil', peakThreads: 2 })
  })

  it('is marked at the line of a syntax error, and does not begin', async () => {
    const { lines, problems, summary } = await runPython(`
      print('begins')
      def f(:
          pass
    `)
    expect(lines).toEqual([])
    expect(problems).toMatchObject([{ origin: 'compile', type: 'SyntaxError', message: 'invalid syntax', line: 2, column: 7 }])
    expect(summary.outcome).toBe('failed')
  })

  it('fails with a traceback of its own lines', async () => {
    const { problems, summary } = await runPython(`
      def inverse(n):
          return 1 / n

      print(list(map(inverse, [1, 0])))
    `)
    expect(problems).toMatchObject([{
      severity: 'error',
      origin: 'main',
      type: 'ZeroDivisionError',
      message: 'division by zero',
      where: 'MainThread',
      traceback: [{ function: '<module>', line: 4 }, { function: 'inverse', line: 2, column: 12 }],
      line: 2,
    }])
    expect(summary.outcome).toBe('failed')
  })

  it('goes on when a thread raises, and threading.excepthook reports it', async () => {
    const { lines, problems, summary } = await runPython(`
      import threading
      def bad():
          raise ValueError('no')
      t = threading.Thread(target=bad, name='bad one')
      t.start()
      t.join()
      threading.excepthook = lambda args: print('hook', args.exc_type.__name__, args.thread.name)
      t = threading.Thread(target=bad, name='second')
      t.start()
      t.join()
    `)
    expect(problems).toMatchObject([{ origin: 'thread', type: 'ValueError', message: 'no', where: 'bad one', line: 3 }])
    expect(lines).toEqual(['hook ValueError second'])
    expect(summary.outcome).toBe('finished')
  })

  it('never dies of Python recursion', async () => {
    const { lines, summary } = await runPython(`
      import sys, threading
      def deep(n):
          return deep(n + 1)
      def attempt():
          try:
              deep(0)
          except RecursionError as error:
              print(error)
      attempt()
      t = threading.Thread(target=attempt)
      t.start()
      t.join()
      sys.setrecursionlimit(4_000)
      attempt()
    `)
    expect(lines).toEqual(['maximum recursion depth exceeded', 'maximum recursion depth exceeded', 'maximum recursion depth exceeded'])
    expect(summary.outcome).toBe('finished')
  })
})

describe('stop', { timeout: 120_000 }, () => {
  it('is KeyboardInterrupt out of an endless loop', async () => {
    const { lines, problems, summary } = await runPython(`
      try:
          print('go')
          while True:
              pass
      except KeyboardInterrupt:
          print('interrupted')
          raise
    `, { stopAt: 'go' })
    expect(lines).toEqual(['go', 'interrupted'])
    expect(problems).toMatchObject([{ type: 'KeyboardInterrupt' }])
    expect(summary.outcome).toBe('stopped')
  })

  it.each([
    ['a sleep', 'time.sleep(1000)'],
    ['a lock', 'lock = threading.Lock(); lock.acquire(); lock.acquire()'],
    ['a queue', 'queue.Queue().get()'],
    ['a join', 'threading.Thread(target=time.sleep, args=[1000], daemon=True).start(); threading.enumerate()[1].join()'],
    ['an event loop', 'asyncio.run(wait_in_loop())'],
  ])('reaches a main thread that waits for %s', async (_, wait) => {
    const { lines, summary } = await runPython([
      'import asyncio, queue, threading, time',
      // An interrupt while the loop is being made would be told by the loop, as in CPython.
      'async def wait_in_loop():',
      '    print("go")',
      '    await asyncio.sleep(1000)',
      'try:',
      `    ${wait.startsWith('asyncio') ? wait : `print("go"); ${wait}`}`,
      'except KeyboardInterrupt:',
      '    print("interrupted")',
    ].join('\n'), { stopAt: 'go' })
    expect(lines).toEqual(['go', 'interrupted'])
    expect(summary.outcome).toBe('stopped')
  })

  it('ends a program that does not heed it', async () => {
    const { summary } = await runPython(`
      print('go')
      while True:
          try:
              while True:
                  pass
          except KeyboardInterrupt:
              pass
    `, { stopAt: 'go' })
    expect(summary.outcome).toBe('stopped')
    const { lines } = await runPython('print("the next one runs")')
    expect(lines).toEqual(['the next one runs'])
  })
})

it('has the names that the editor completes', { timeout: 120_000 }, async () => {
  const { lines } = await runPython(`
    import importlib
    for module, names in ${JSON.stringify(pythonNames)}.items():
        for name in names:
            if not hasattr(importlib.import_module(module), name):
                print(module, name)
  `)
  expect(lines).toEqual([])
})
