const names = ['localStorage', 'sessionStorage'] as const

/** The part of a window that this is about. */
export type StorageWindow = Pick<Window, typeof names[number] | 'addEventListener'>

/**
 * Gives the deck a storage of its own: keys get its scope in front, and no code of the page sees others. Where the
 * browser denies storage (a SecurityError in the getter itself, which would end every module that looks), it is one in
 * memory, which a reload forgets.
 */
export function scopeStorage(window: StorageWindow, scope: string) {
  let scoped = false
  for (const name of names) {
    const native = nativeStorage(window, name)
    if (native && !scoped) {
      // Both have the same prototype.
      scopeMethods(Object.getPrototypeOf(native) as Storage, scope)
      scoped = true
    }
    if (!native)
      Object.defineProperty(window, name, { value: new MemoryStorage(), configurable: true })
  }
  // Before all other listeners: another deck's news are none for this one.
  window.addEventListener('storage', (event) => {
    // VueUse tells its own page of what it writes, by the names that it knows.
    if (event.key === null || !event.isTrusted)
      return
    if (event.key.startsWith(scope))
      Object.defineProperty(event, 'key', { value: event.key.slice(scope.length) })
    else
      event.stopImmediatePropagation()
  }, { capture: true })
}

function nativeStorage(window: StorageWindow, name: typeof names[number]): Storage | undefined {
  try {
    const storage = window[name]
    storage.getItem('')
    return storage
  }
  catch {
    return undefined
  }
}

function scopeMethods(prototype: Storage, scope: string) {
  const { getItem, setItem, removeItem, key } = prototype
  const length = Object.getOwnPropertyDescriptor(prototype, 'length')!.get as (this: Storage) => number

  function ownKeys(storage: Storage): string[] {
    const all = Array.from({ length: length.call(storage) }, (_, index) => key.call(storage, index) ?? '')
    return all.filter(each => each.startsWith(scope)).map(each => each.slice(scope.length))
  }

  Object.assign(prototype, {
    getItem(this: Storage, name: string) {
      return getItem.call(this, `${scope}${name}`)
    },
    setItem(this: Storage, name: string, value: string) {
      setItem.call(this, `${scope}${name}`, value)
    },
    removeItem(this: Storage, name: string) {
      removeItem.call(this, `${scope}${name}`)
    },
    key(this: Storage, index: number) {
      return ownKeys(this)[index] ?? null
    },
    clear(this: Storage) {
      ownKeys(this).forEach(name => removeItem.call(this, `${scope}${name}`))
    },
  })
  Object.defineProperty(prototype, 'length', {
    get(this: Storage) {
      return ownKeys(this).length
    },
    configurable: true,
  })
}

/** A storage that lasts as long as the page. */
export class MemoryStorage implements Storage {
  private readonly kept = new Map<string, string>()

  get length(): number {
    return this.kept.size
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null
  }

  getItem(name: string): string | null {
    return this.kept.get(name) ?? null
  }

  setItem(name: string, value: string) {
    this.kept.set(name, String(value))
  }

  removeItem(name: string) {
    this.kept.delete(name)
  }

  clear() {
    this.kept.clear()
  }
}
