import { describe, expect, it } from 'vitest'
import { completionsOf } from '../../../live/languages/python-names'

const TEXT = 'import threading, time as t\nimport concurrent.futures\nfrom queue import Queue, Empty as Nothing\n\n'

describe('completion in Python', () => {
  it('offers the names of a module that is imported, under the name that it was given', () => {
    expect(completionsOf(TEXT, 'threading.Th')).toContain('Thread')
    expect(completionsOf(TEXT, '    x = t.')).toContain('sleep')
    expect(completionsOf(TEXT, 'concurrent.futures.')).toContain('ThreadPoolExecutor')
  })

  it('offers nothing of a module that was not imported', () => {
    expect(completionsOf(TEXT, 'asyncio.')).toEqual([])
    expect(completionsOf(TEXT, 'time.')).toEqual([])
  })

  it('offers modules after import, a module\'s names after from, and else what was imported by name', () => {
    expect(completionsOf(TEXT, 'import as')).toContain('asyncio')
    expect(completionsOf(TEXT, 'from queue import ')).toContain('SimpleQueue')
    expect(completionsOf(TEXT, 'Qu')).toEqual(['threading', 't', 'concurrent.futures', 'Queue', 'Nothing'])
  })
})
