import type { Problem } from '../../../engine/protocol/run'
import { expect, it } from 'vitest'
import { traceback } from '../../../scripts/snippet/traceback'

const problem: Problem = { severity: 'error', origin: 'thread', where: 'worker', type: 'RuntimeError', message: 'outer', traceback: [{ function: 'work', line: 3, column: 5 }] }

it('prints a chain of exceptions and their notes as CPython does, the oldest first', () => {
  const text = traceback('a.py', { ...problem, notes: ['a note'], chain: [
    { relation: 'context', type: 'KeyError', message: '1' },
    { relation: 'cause', type: 'ValueError', message: 'inner', traceback: [{ function: 'inner', line: 9, column: 1, repeated: 2 }] },
  ] })
  expect(text).toBe(`Exception in thread worker:
KeyError: 1

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 9:1, in inner
  [Previous line repeated 2 more times]
ValueError: inner

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "a.py", line 3:5, in work
RuntimeError: outer
a note`)
})

it('prints what an exception group holds', () => {
  const text = traceback('a.py', { ...problem, origin: 'main', type: 'ExceptionGroup', message: 'two (2 sub-exceptions)', traceback: undefined, exceptions: [
    { type: 'ValueError', message: '' },
    { type: 'TypeError', message: 'b', notes: ['n'] },
  ], exceptionsLeftOut: 1 })
  expect(text.split('\n')).toEqual(['ExceptionGroup: two (2 sub-exceptions)', '  +---------------- 1 ----------------', '  | ValueError', '  +---------------- 2 ----------------', '  | TypeError: b', '  | n', '  and 1 more exception'])
})
