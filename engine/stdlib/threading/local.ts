/**
 * Thread-local data: an object with separate properties for every thread.
 *
 * A program holds a proxy. It keeps the properties of the thread that runs on this worker, and drops them when another
 * thread does. A subclass is initialised in each thread on the first use there, as in Python.
 */
import type { Identity } from '../../kernel/objects'
import { peekValue, putValue } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { onFreshRun } from '../../kernel/fresh-run'
import { crossingName, registeredFunction } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { IDENTITY, placeObject, registerKind } from '../../kernel/objects'
import { mainLane } from '../../kernel/process'
import { LocalWord } from '../../protocol/thread-layout'

type Properties = Record<string | symbol, unknown>
type Class = new (...args: unknown[]) => object

/** The object being initialised in another thread; its constructor must not create a new one. */
let initializing: object | undefined

/** The thread that owns the data. The module's top level belongs to the main thread; other threads drop what it stored there. */
function dataOwner(): number {
  return current.evaluating ? (current.worker === 0 ? mainLane() : -1) : current.threadLane
}

/** The current thread's properties. */
class LocalData implements ProxyHandler<object> {
  readonly #address: number
  #owner = 0
  #properties: Properties = {}
  proxy!: object

  constructor(address: number) {
    this.#address = address
  }

  /** Marks the current thread's constructor as running. */
  begin(): void {
    this.#owner = dataOwner()
    this.#properties = {}
  }

  #own(): Properties {
    if (this.#owner !== dataOwner()) {
      this.begin()
      const recipe = words[this.#address + LocalWord.Recipe]!
      if (recipe !== 0)
        this.#initialize(recipe)
    }
    return this.#properties
  }

  #initialize(recipe: number): void {
    const [name, args] = peekValue(recipe) as [string, unknown[]]
    const outer = initializing
    initializing = this.proxy
    try {
      void new (registeredFunction(name) as unknown as Class)(...args)
    }
    finally {
      initializing = outer
    }
  }

  get(target: object, key: string | symbol, receiver: unknown): unknown {
    if (key === IDENTITY)
      return () => identityOf(this.#address)
    const own = this.#own()
    return Object.hasOwn(own, key) ? own[key] : Reflect.get(target, key, receiver) as unknown
  }

  set(target: object, key: string | symbol, value: unknown, receiver: unknown): boolean {
    for (let prototype: object | null = Object.getPrototypeOf(target); prototype; prototype = Object.getPrototypeOf(prototype)) {
      const setter = Object.getOwnPropertyDescriptor(prototype, key)?.set
      if (setter) {
        setter.call(receiver, value)
        return true
      }
    }
    return this.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  }

  has(target: object, key: string | symbol): boolean {
    return key === IDENTITY || Object.hasOwn(this.#own(), key) || Reflect.has(target, key)
  }

  deleteProperty(_target: object, key: string | symbol): boolean {
    return Reflect.deleteProperty(this.#own(), key)
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#own())
  }

  defineProperty(_target: object, key: string | symbol, descriptor: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.#own(), key, { ...descriptor, configurable: true })
  }

  getOwnPropertyDescriptor(_target: object, key: string | symbol): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.#own(), key)
  }
}

const dataOf = new WeakMap<object, LocalData>()

const KIND = registerKind('local', (address) => {
  const recipe = words[address + LocalWord.Recipe]!
  const prototype = recipe === 0
    ? LocalObject.prototype
    : registeredFunction((peekValue(recipe) as [string])[0]).prototype as object
  const data = new LocalData(address)
  data.proxy = new Proxy(Object.create(prototype) as object, data)
  dataOf.set(data.proxy, data)
  return data.proxy
})

function identityOf(address: number): Identity {
  return { kind: KIND, address }
}

class LocalObject {
  constructor(...args: unknown[]) {
    if (initializing) {
      const proxy = initializing
      initializing = undefined
      return proxy
    }
    const isPlain = new.target === LocalObject
    if (isPlain && args.length > 0)
      throw new TypeError('Initialization arguments are not supported')
    const name = isPlain ? '' : crossingName(new.target, 'a class derived from local')
    const proxy = placeObject(KIND, 2, (address) => {
      words[address + LocalWord.Recipe] = isPlain ? 0 : putValue([name, args], 'the arguments of a local')
    })
    dataOf.get(proxy)!.begin()
    return proxy
  }
}
Object.defineProperty(LocalObject, 'name', { value: 'local' })

/** Creates thread-local objects: see {@link local}. */
interface LocalConstructor {
  new<T extends object = Record<string, unknown>>(...args: unknown[]): T
  readonly prototype: object
}

/**
 * Thread-local data: each thread has its own properties in the object.
 *
 * It can be subclassed. The constructor runs again in each thread that uses the object, with the arguments that it passed
 * to `super`.
 *
 * @throws TypeError for arguments, unless it is subclassed
 * @see https://docs.python.org/3.14/library/threading.html#thread-local-data
 */
export const local = LocalObject as unknown as LocalConstructor

onFreshRun(() => initializing = undefined)
