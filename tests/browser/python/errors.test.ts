/** What Python prints of an exception is shown: suggestions, notes, causes, groups, without the engine's frames. */
import { describe, expect, it } from 'vitest'
import { runPython } from './run-python'

/** Runs a program that fails, and gives the one problem that it has. */
async function failure(source: string, options?: { debug?: boolean }) {
  const { problems } = await runPython(source, options)
  expect(problems).toHaveLength(1)
  return problems[0]!
}

describe('an exception', { timeout: 120_000 }, () => {
  it.each([
    ['an attribute of a module', 'import threading\nthreading.Lok()', 'AttributeError', 'module \'threading\' has no attribute \'Lok\'. Did you mean: \'Lock\'?'],
    ['an attribute of an object', 'class A:\n    counter = 0\nA().countr', 'AttributeError', '\'A\' object has no attribute \'countr\'. Did you mean: \'counter\'?'],
    ['a name', 'prnt(1)', 'NameError', 'name \'prnt\' is not defined. Did you mean: \'print\'?'],
    ['a module that is not imported', 'asyncio.run(None)', 'NameError', 'name \'asyncio\' is not defined. Did you forget to import \'asyncio\'?'],
    ['an import', 'from threading import Lok', 'ImportError', /^cannot import name 'Lok' from 'threading' .*Did you mean: 'Lock'\?$/],
    ['a keyword', 'whille True:\n    pass', 'SyntaxError', 'invalid syntax. Did you mean \'while\'?'],
    ['a keyword in code that the program runs', 'exec("if True\\n  pass")', 'SyntaxError', 'expected \':\' (<string>, line 1)'],
    ['a class of a module', 'import json\njson.loads("[")', 'json.decoder.JSONDecodeError', 'Expecting value: line 1 column 2 (char 1)'],
    ['an object whose text fails', 'class E(Exception):\n    def __str__(self):\n        raise OSError\nraise E', 'E', '<exception str() failed>'],
  ])('is reported with its suggestion: %s', async (_, source, type, message) => {
    expect(await failure(source)).toMatchObject({ type, message: typeof message === 'string' ? message : expect.stringMatching(message) })
  })

  it('is reported with its notes', async () => {
    const { notes } = await failure('e = ValueError("bad")\ne.add_note("a note")\ne.add_note("of two\\nlines")\nraise e')
    expect(notes).toEqual(['a note', 'of two\nlines'])
  })

  it('is reported with its chain, oldest first, each with its own lines', async () => {
    const problem = await failure(`
      def first():
          raise KeyError('a')
      def second():
          try:
              first()
          except KeyError:
              raise ValueError('b')
      try:
          second()
      except ValueError as error:
          error.add_note('seen')
          raise RuntimeError('c') from error
    `)
    expect(problem).toMatchObject({
      type: 'RuntimeError',
      message: 'c',
      line: 12,
      chain: [
        { relation: 'context', type: 'KeyError', message: '\'a\'', traceback: [{ function: 'second', line: 5 }, { function: 'first', line: 2 }] },
        { relation: 'cause', type: 'ValueError', message: 'b', notes: ['seen'], traceback: [{ function: '<module>', line: 9 }, { function: 'second', line: 7 }] },
      ],
    })
    expect(problem.hint).toBeUndefined()
  })

  it('hides the context that "from None" hides', async () => {
    const { chain } = await failure('try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError from None')
    expect(chain).toBeUndefined()
  })

  it('of a group is reported with its members, as many as CPython prints', async () => {
    const problem = await failure(`
      import asyncio
      async def fail(n):
          raise ValueError(n)
      async def main():
          async with asyncio.TaskGroup() as group:
              for n in range(17):
                  group.create_task(fail(n))
      asyncio.run(main())
    `)
    expect(problem).toMatchObject({ type: 'ExceptionGroup', message: 'unhandled errors in a TaskGroup (17 sub-exceptions)', exceptionsLeftOut: 2 })
    expect(problem.exceptions).toHaveLength(15)
    expect(problem.exceptions![1]).toMatchObject({ type: 'ValueError', message: '1', traceback: [{ function: 'fail', line: 3 }] })
  })

  it('for a package says that there are none, and why; what the program sees is CPython\'s own', async () => {
    const { type, message, hint } = await failure('import numpy.linalg')
    expect({ type, message }).toEqual({ type: 'ModuleNotFoundError', message: 'No module named \'numpy\'' })
    expect(hint).toMatch(/no packages here/)
    const own = await failure('import threading.own')
    expect(own).toMatchObject({ message: 'No module named \'threading.own\'; \'threading\' is not a package', hint: undefined })
  })

  it('of a thread, and one that is not caught in it, are reported alike', async () => {
    const { problems } = await runPython(`
      import threading
      def work():
          try:
              {}['x']
          except KeyError as error:
              raise ValueError('no') from error
      threading.Thread(target=work, name='worker').start()
    `)
    expect(problems).toMatchObject([{ origin: 'thread', where: 'worker', type: 'ValueError', chain: [{ relation: 'cause', type: 'KeyError' }] }])
  })
})

describe('a stack', { timeout: 120_000 }, () => {
  it('has none of the engine\'s frames, wherever the program asks for it', async () => {
    const { lines } = await runPython(`
      import asyncio, sys, threading, traceback
      def stacks():
          traceback.print_stack(file=sys.stdout)
          print(''.join(traceback.format_list(traceback.extract_stack())))
          try:
              raise ValueError
          except ValueError:
              traceback.print_exc(file=sys.stdout)
      stacks()
      t = threading.Thread(target=stacks)
      t.start()
      t.join()
      async def main():
          stacks()
      asyncio.run(main())
    `)
    expect(lines.filter(line => line.includes('<deck'))).toEqual([])
    expect(lines.filter(line => line.includes('in stacks'))).toHaveLength(9)
  })

  it('of a coroutine that was never awaited names in debug mode where it was created', async () => {
    const { message, hint, type, line } = await failure('import asyncio\nasync def test(): pass\nasync def main(): test()\nasyncio.run(main(), debug=True)')
    expect({ type, message, line }).toEqual({ type: 'RuntimeWarning', message: 'coroutine \'test\' was never awaited', line: 3 })
    expect(hint).toMatch(/^Coroutine created at \(most recent call last\)\n {2}File "program\.py", line 4, in <module>/)
    expect(hint).not.toContain('<deck')
  })
})
