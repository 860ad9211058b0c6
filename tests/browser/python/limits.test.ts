/** Where an interpreter ends: recursion, and what it takes for the next one to be there. */
import { describe, expect, it } from 'vitest'
import { runPython } from './run-python'

/** Each of these recurs in C alone, without end or deeper than any stack. */
const THROUGH_C: Readonly<Record<string, string>> = {
  'an object that is shown by itself': 'class A:\n    def __repr__(self):\n        return repr(self)\nrepr(A())',
  'nested lists that are shown': 'a = []\nfor _ in range(100_000):\n    a = [a]\nrepr(a)',
  'nested text that is parsed': 'import json\njson.loads("[" * 100_000)',
  'iterators around iterators': 'it = iter([1])\nfor _ in range(100_000):\n    it = map(abs, it)\nlist(it)',
  'a thread': 'import threading\nclass A:\n    def __repr__(self):\n        return repr(self)\nt = threading.Thread(target=lambda: repr(A()))\nt.start()\nt.join()',
}

/** Each of these comes back to a Python function again and again. */
const THROUGH_PYTHON: Readonly<Record<string, string>> = {
  'a key function that sorts': 'def f(n):\n    sorted([1, 2], key=lambda _: f(n + 1))\nf(0)',
  'nested lists that are copied': 'import copy\na = []\nfor _ in range(10_000):\n    a = [a]\ncopy.deepcopy(a)',
  'coroutines that await each other': 'import asyncio\nasync def f(n):\n    await f(n + 1)\nasyncio.run(f(0))',
}

/** This alternates between the two: the browser's stack has room for a few levels more, or fewer, than the limit of 1000. */
const THROUGH_BOTH = 'class A:\n    def __eq__(self, other):\n        return other == self\nA() == A()'

describe('recursion', { timeout: 120_000 }, () => {
  it('through Python and C by turns is a RecursionError in any case, and the next run works: an object that compares itself', async () => {
    const { problems, summary } = await runPython(THROUGH_BOTH)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.type).toBe('RecursionError')
    expect(problems[0]?.message).toMatch(/recursion/)
    expect(summary.outcome).toBe('failed')
    expect((await runPython('print("next")')).lines).toEqual(['next'])
  })

  it.each(Object.entries(THROUGH_C))('through C ends with a message, and the next run works: %s', async (_, source) => {
    const { problems, summary } = await runPython(source)
    expect(problems).toHaveLength(1)
    expect(['RecursionError', 'MemoryError']).toContain(problems[0]?.type)
    expect(problems[0]?.message).toMatch(/recursion/)
    expect(summary.outcome).toBe('failed')
    expect((await runPython('print("next")')).lines).toEqual(['next'])
  })

  it.each(Object.entries(THROUGH_PYTHON))('through Python is a RecursionError, which the program may handle: %s', async (_, source) => {
    const { lines, problems, summary } = await runPython(`try:\n${source.replace(/^/gm, '    ')}\nexcept RecursionError as error:\n    print(error)\nprint("goes on")`)
    expect(lines).toEqual([expect.stringContaining('maximum recursion depth exceeded'), 'goes on'])
    expect(problems).toEqual([])
    expect(summary.outcome).toBe('finished')
  })
})

/** Each of these keeps more than there is room for. */
const MEMORY: Readonly<Record<string, string>> = {
  'large objects': 'while True:\n    kept.append(bytearray(1 << 20))',
  'small objects': 'while True:\n    kept.append(f"{len(kept)}" + "x" * 500)',
  'a thread': 'import threading\ndef keep():\n    while True:\n        kept.append(bytearray(1 << 20))\nt = threading.Thread(target=keep)\nt.start()\nt.join()',
}

describe('memory', { timeout: 120_000 }, () => {
  it.each(Object.entries(MEMORY))('that is used up is a MemoryError, and the next run works: %s', async (_, source) => {
    const { problems, summary } = await runPython(`kept = []\n${source}`)
    expect(problems).toMatchObject([{ type: 'MemoryError', hint: expect.stringContaining('two gigabytes') }])
    expect(summary.outcome).toBe(source.includes('thread') ? 'finished' : 'failed')
    expect((await runPython('print("next")')).lines).toEqual(['next'])
  })

  it('that is nearly used up still holds texts that can be printed', async () => {
    const { lines, summary } = await runPython(`
kept = []
try:
    while True:
        kept.append(bytearray(1 << 20))
except MemoryError:
    for n in range(100):
        kept.append(f'text {n}, longer than those that are read letter by letter')
        print(kept[-1])
`)
    expect(lines).toEqual(Array.from({ length: 100 }, (_, n) => `text ${n}, longer than those that are read letter by letter`))
    expect(summary.outcome).toBe('finished')
  })
})
