import type { StorageWindow } from '../../../live/before/storage'
import { describe, expect, it } from 'vitest'
import { MemoryStorage, scopeStorage } from '../../../live/before/storage'
import { checkSlidevStorage } from '../../../live/slidev/storage'

/** A browser's storage, which all pages of an origin share; each page has its own prototype. */
function browserStorage(kept: Map<string, string>): Storage {
  class Storage {
    get length() {
      return kept.size
    }

    key(index: number) {
      return [...kept.keys()][index] ?? null
    }

    getItem(name: string) {
      return kept.get(name) ?? null
    }

    setItem(name: string, value: string) {
      kept.set(name, value)
    }

    removeItem(name: string) {
      kept.delete(name)
    }

    clear() {
      kept.clear()
    }
  }
  return new Storage() as globalThis.Storage
}

/** A window with a storage, or with one that is denied. */
function fakeWindow(storage?: Storage) {
  const listeners: ((event: StorageEvent) => void)[] = []
  const window = {
    addEventListener: (_: string, listener: (event: StorageEvent) => void) => listeners.push(listener),
  }
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        if (!storage)
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        return storage
      },
      configurable: true,
    })
  }
  return { window: window as unknown as StorageWindow, tell: (event: StorageEvent) => listeners.forEach(listener => listener(event)) }
}

function deckAt(path: string, kept: Map<string, string>) {
  const { window, tell } = fakeWindow(browserStorage(kept))
  scopeStorage(window, path)
  return { storage: window.localStorage, tell }
}

/** News of what another page has stored. */
function news(key: string | null) {
  const event = { key, isTrusted: true, stopped: false, stopImmediatePropagation: () => event.stopped = true }
  return event as typeof event & StorageEvent
}

describe('two decks on one host', () => {
  it('share no key, and neither clears what the other has kept', () => {
    const kept = new Map([['somebody else', '1']])
    const [one, two] = [deckAt('/one/', kept).storage, deckAt('/two/', kept).storage]
    one.setItem('color', 'dark')
    two.setItem('color', 'light')
    two.setItem('size', '2')
    expect([one.getItem('color'), two.getItem('color'), one.getItem('size')]).toEqual(['dark', 'light', null])
    expect([one.length, two.length, one.key(0), one.key(1), two.key(1)]).toEqual([1, 2, 'color', null, 'size'])
    two.removeItem('size')
    two.clear()
    expect([one.getItem('color'), two.length]).toEqual(['dark', 0])
    expect([...kept.keys()]).toEqual(['somebody else', '/one/color'])
  })

  it('are notified of what their own windows store, by their own names, and of nothing else', () => {
    const one = deckAt('/one/', new Map())
    const [own, other, cleared] = [news('/one/color'), news('/two/color'), news(null)]
    for (const event of [own, other, cleared])
      one.tell(event)
    expect([own.key, own.stopped]).toEqual(['color', false])
    expect(other.stopped).toBe(true)
    expect([cleared.key, cleared.stopped]).toEqual([null, false])
  })
})

it('where storage is denied, there is one that lasts as long as the page', () => {
  const { window } = fakeWindow()
  scopeStorage(window, '/one/')
  window.localStorage.setItem('a', '1')
  expect([window.localStorage.getItem('a'), window.localStorage.length, window.localStorage.key(0)]).toEqual(['1', 1, 'a'])
  expect(window.sessionStorage.getItem('a')).toBeNull()
  window.localStorage.clear()
  expect(window.localStorage.length).toBe(0)
})

it.each([
  ['slidev-scale', 'x', '0.8'],
  ['slidev-scale', '1e9', '0'],
  ['slidev-drawing-brush', 'null', '{"color":"#000","size":4,"mode":"stylus"}'],
  ['slidev-webcam-pos', '[]', '{"x":1,"y":2}'],
  ['slidev-sync-directions', '{"viewerSend":"no"}', '{"viewerSend":true}'],
  ['slidev-viewer-css-filter', '{', '{"invert":0.5}'],
  ['slidev-presenter-main-slide-mode', 'none', 'mirror'],
])('of Slidev\'s %s, %s is removed and %s stays', (key, bad, good) => {
  const storage = new MemoryStorage()
  storage.setItem(key, bad)
  checkSlidevStorage(storage)
  expect(storage.getItem(key)).toBeNull()
  storage.setItem(key, good)
  checkSlidevStorage(storage)
  expect(storage.getItem(key)).toBe(good)
})
