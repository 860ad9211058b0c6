/** How a program ends: exit statuses, hooks, what runs after its last line. */
import { describe, expect, it } from 'vitest'
import { thinned } from '../../thinned'
import { runPython } from './run-python'

describe('the end of a program', { timeout: 120_000 }, () => {
  it('runs what atexit was given, the last one first, after the threads and also after an error', async () => {
    const { lines, summary } = await runPython(`
      import atexit, concurrent.futures, threading, time
      atexit.register(print, 'bye')
      atexit.register(lambda: print('first'))
      pool = concurrent.futures.ThreadPoolExecutor(2)
      pool.submit(lambda: (time.sleep(0.05), print('pool')))
      threading.Thread(target=lambda: (time.sleep(0.02), print('thread'))).start()
      print('main')
      raise ValueError
    `)
    expect(lines).toEqual(['main', 'thread', 'pool', 'first', 'bye'])
    expect(summary.outcome).toBe('failed')
    expect(summary.exitStatus).toBeUndefined()
  })

  it('goes on to the other handlers of atexit when one of them raises, and says so as CPython does', async () => {
    const { lines, summary } = await runPython('import atexit\natexit.register(print, "bye")\natexit.register(lambda: 1 / 0)')
    expect(lines[0]).toMatch(/^Exception ignored in atexit callback/)
    expect(lines.at(-1)).toBe('bye')
    expect(summary.outcome).toBe('finished')
  })

  it('releases the names of the program: finalizers run with their globals, what was never awaited is reported', async () => {
    const { lines, problems } = await runPython(`
      word = 'del'
      class A:
          def __del__(self):
              print(word)
      a = A()
      async def never(): pass
      forgotten = never()
      print('end')
    `)
    expect(lines).toEqual(['end', 'del'])
    expect(problems).toMatchObject([{ severity: 'warning', type: 'RuntimeWarning', message: 'coroutine \'never\' was never awaited' }])
  })

  it('is no failure when only what it leaves behind is too deep to be freed', async () => {
    const { lines, problems, summary } = await runPython(`
      import json
      class Node: pass
      head = None
      for _ in range(200_000):
          node = Node()
          node.next = head
          head = node
      print('built')
    `)
    expect(lines).toEqual(['built'])
    expect(problems).toEqual([])
    expect(summary.outcome).toBe('finished')
  })

  it.each(thinned<[call: string, outcome: string, exitStatus: number | undefined, printed: string[], message: string | undefined]>([
    ['sys.exit(3)', 'failed', 3, [], 'exit status 3, by sys.exit(3)'],
    ['sys.exit(True)', 'failed', 1, [], 'exit status 1, by sys.exit(True)'],
    ['sys.exit({"a": 1})', 'failed', 1, ['{\'a\': 1}'], 'exit status 1, by sys.exit'],
    ['sys.exit("no")', 'failed', 1, ['no'], 'exit status 1, by sys.exit'],
    ['sys.exit()', 'finished', undefined, [], undefined],
    ['quit(0)', 'finished', undefined, [], undefined],
    ['raise SystemExit(2)', 'failed', 2, [], 'exit status 2, by sys.exit(2)'],
    ['os._exit(4)', 'failed', 4, [], 'exit status 4, by os._exit(4)'],
    ['os._exit(0)', 'finished', undefined, [], undefined],
    ['os.abort()', 'failed', 134, [], 'exit status 134, by the signal SIGABRT'],
    ['os.kill(os.getpid(), signal.SIGTERM)', 'failed', 143, [], 'exit status 143, by the signal SIGTERM'],
    ['signal.raise_signal(signal.SIGKILL)', 'failed', 137, [], 'exit status 137, by the signal SIGKILL'],
    ['threading.Thread(target=os._exit, args=[5]).start(); time.sleep(100)', 'failed', 5, [], 'exit status 5, by os._exit(5)'],
  ], 3))('by %s says which status the program asked for', async (call, outcome, exitStatus, printed, message) => {
    const { lines, problems, summary } = await runPython(`import os, signal, sys, threading, time\nprint('before')\n${call}\nprint('after')`)
    expect(lines).toEqual(['before', ...printed])
    expect(problems).toMatchObject(message === undefined ? [] : [{ severity: 'warning', type: 'SystemExit', message }])
    expect(summary).toMatchObject({ outcome })
    expect(summary.exitStatus).toBe(exitStatus)
    expect((await runPython('print("next")')).lines).toEqual(['next'])
  })

  it('is not what a thread\'s sys.exit asks for, nor a signal that the program handles or ignores', async () => {
    const { lines, problems, summary } = await runPython(`
      import os, signal, sys, threading
      t = threading.Thread(target=sys.exit, args=[3])
      t.start()
      t.join()
      for number in (signal.SIGTERM, signal.SIGUSR1):
          signal.signal(number, lambda number, frame: print(signal.Signals(number).name))
          os.kill(os.getpid(), number)
      signal.signal(signal.SIGHUP, signal.SIG_IGN)
      signal.raise_signal(signal.SIGHUP)
      try:
          signal.raise_signal(signal.SIGINT)
      except KeyboardInterrupt:
          print('interrupt')
    `)
    expect(lines).toEqual(['SIGTERM', 'SIGUSR1', 'interrupt'])
    expect(problems).toEqual([])
    expect(summary.outcome).toBe('finished')
  })

  it('by a KeyboardInterrupt without Stop is a failure with a traceback', async () => {
    const { problems, summary } = await runPython('raise KeyboardInterrupt')
    expect(problems).toMatchObject([{ severity: 'error', type: 'KeyboardInterrupt', line: 1 }])
    expect(summary.outcome).toBe('failed')
  })
})

describe('hooks', { timeout: 120_000 }, () => {
  it('of sys.excepthook get the exception, and Python\'s own one can be called from it', async () => {
    const { lines, problems, summary } = await runPython(`
      import sys
      def hook(kind, error, trace):
          print('hook:', kind.__name__, error, trace.tb_lineno > 0)
          sys.__excepthook__(kind, error, trace)
      sys.excepthook = hook
      raise ValueError('x')
    `)
    expect(lines).toEqual(['hook: ValueError x True'])
    expect(problems).toMatchObject([{ type: 'ValueError', message: 'x', line: 6 }])
    expect(summary.outcome).toBe('failed')
  })

  it('that fail are reported, and so is what they were called for', async () => {
    const { problems } = await runPython('import sys\nsys.excepthook = lambda *args: 1 / 0\nraise ValueError("x")')
    expect(problems).toMatchObject([{ type: 'ZeroDivisionError', hint: 'Error in sys.excepthook' }, { type: 'ValueError', message: 'x' }])
  })

  it('of sys.unraisablehook get what no code can catch: a finalizer\'s error, and that of a thread without a Thread', async () => {
    const { lines, summary } = await runPython(`
      import _thread, sys, time
      class A:
          def __del__(self): 1 / 0
      A()
      sys.unraisablehook = lambda args: print('unraisable', args.exc_type.__name__)
      A()
      _thread.start_new_thread(lambda: [][0], ())
      time.sleep(0.05)
    `)
    expect(lines.filter(line => /^\S/.test(line))).toEqual([
      expect.stringMatching(/^Exception ignored while calling deallocator/),
      'Traceback (most recent call last):',
      'ZeroDivisionError: division by zero',
      'unraisable ZeroDivisionError',
      'unraisable IndexError',
    ])
    expect(summary.outcome).toBe('finished')
  })

  it('by default print what a thread raised that threading did not start, and the program goes on', async () => {
    const { lines, summary } = await runPython('import _thread, time\n_thread.start_new_thread(lambda: 1 / 0, ())\ntime.sleep(0.05)\nprint("goes on")')
    expect(lines[0]).toMatch(/^Exception ignored in thread started by <function <lambda>/)
    expect(lines.slice(-2)).toEqual(['ZeroDivisionError: division by zero', 'goes on'])
    expect(summary.outcome).toBe('finished')
  })
})

it('a file that begins with a byte order mark runs', { timeout: 120_000 }, async () => {
  expect((await runPython('\uFEFFprint("bom")')).lines).toEqual(['bom'])
})

it('stop while Python starts is a stop, and the interpreter is none the worse for it', { timeout: 120_000 }, async () => {
  const { summary, problems } = await runPython('while True: pass', { timeout: 0.001 })
  expect(summary.outcome).toBe('stopped')
  expect(problems.filter(({ type }) => type !== 'KeyboardInterrupt')).toEqual([])
})
