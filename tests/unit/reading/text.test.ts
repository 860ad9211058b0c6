import { describe, expect, it } from 'vitest'
import { excerptOf, SlideSearch } from '../../../live/reading/search'
import { plainTitle } from '../../../live/reading/sections'
import { readingNote } from '../../../live/slides/note'

describe('a note, to read', () => {
  it('is the text for readers where there is one', () => {
    expect(readingNote('<p><b class="note-cue" data-do="run"><kbd>v</kbd> Run</b> Look!</p><div class="note-readers"><p>One &amp; two.</p>\n<p>Three.</p></div>'))
      .toBe('<p>One &amp; two.</p>\n<p>Three.</p>')
  })

  it('is else what the speaker says, with what there is to do first and no keys of the stage', () => {
    expect(readingNote('<p><b class="note-cue" data-do="run"><kbd>v</kbd> <kbd>Ctrl+Enter</kbd> Run</b> It waits.</p>')).toBe('<p class="note-do"><b class="note-cue" data-do="run">Run</b> It waits.</p>')
  })

  it('has its addresses as links, without the dot that ends the sentence', () => {
    expect(readingNote('<p>Source: https://peps.python.org/pep-0703/ and https://docs.python.org/3.14/a.html#b.</p>'))
      .toBe('<p class="note-source"><b>Source</b> <a href="https://peps.python.org/pep-0703/">https://peps.python.org/pep-0703/</a> and <a href="https://docs.python.org/3.14/a.html#b">https://docs.python.org/3.14/a.html#b</a>.</p>')
  })
})

it('a title has no Markdown in the contents', () => {
  expect(plainTitle('Python<br>Concurrency `+= 1` <span class="threads">Threads</span> *now*')).toBe('Python Concurrency += 1 Threads now')
})

describe('searching the talk', async () => {
  const search = await SlideSearch.over([
    { no: 1, title: 'A lock makes three steps one', text: 'with always gives it back, even when the block raises', code: 'deadlock\nfork.acquire()' },
    { no: 2, title: 'Four doors', text: 'In: run_coroutine_threadsafe, call_soon_threadsafe; a lock of asyncio is for its loop', code: '' },
    { no: 3, title: 'Ten thousand tasks', text: 'wait in the memory of some hundred threads', code: '' },
  ])

  it('finds slides by the beginning of a word, those with it in the title first', () => {
    expect(search.find('lock').map(({ no }) => no)).toEqual([1, 2])
    expect(search.find('thous').map(({ no }) => no)).toEqual([3])
  })

  it('finds the names and the code of demos, and shows the words around them', () => {
    expect(search.find('deadlock').map(({ no }) => no)).toEqual([1])
    expect(search.find('acquire')[0]!.excerpt).toContain('fork.acquire()')
  })

  it('finds names of code, whole and by their parts', () => {
    expect(search.find('call_soon_threadsafe').map(({ no }) => no)).toEqual([2])
    expect(search.find('soon').map(({ no }) => no)).toEqual([2])
  })

  it('finds what has all words, forgives a slip, and nothing for what is not there', () => {
    expect(search.find('lock asyncio').map(({ no }) => no)).toEqual([2])
    expect(search.find('memori').map(({ no }) => no)).toEqual([3])
    expect(search.find('haskell')).toEqual([])
  })

  it('shows the words around the hit', () => {
    expect(excerptOf(`${'before '.repeat(30)}the needle ${'after '.repeat(40)}`, ['needle'])).toMatch(/^… .{10,40}needle after .* …$/)
  })
})
