/**
 * Objects that live in shared memory and are one object in all threads: primitives, shared values, threads.
 * What a thread holds is a handle: an instance of the object's class that knows its address.
 *
 * Objects made at a module's top level are matched by the order of their creation, since every thread
 * evaluates the module: the first thread to get there makes the object, the others get handles of it.
 */
import { MAX_TOP_LEVEL_OBJECTS, Table, Word } from '../protocol/layout'
import { reserve } from './allocator'
import { current } from './current'
import { RuntimeError } from './errors'
import { onFreshRun } from './fresh-run'
import { words } from './memory'
import { lockMutex, unlockMutex } from './mutex'
import { objectMade } from './schedule'
import { nameSubject } from './text-writer'

/** A class whose instances live in shared memory. */
export interface SharedClass<T extends SharedObject = SharedObject> {
  readonly prototype: T
  readonly name: string
}

const handles = new Map<number, object>()

/** What lanes can wait for. Its address is its id on the timeline. */
export abstract class Subject {
  /**
   * Where the object's words start.
   * @internal
   */
  declare readonly address: number
}

/**
 * An object that belongs to one event loop, as asyncio's primitives do: it has an address for the timeline and
 * nothing in shared memory.
 */
export abstract class LocalSubject extends Subject {
  constructor() {
    super()
    Object.defineProperty(this, 'address', { value: reserve(2) })
  }
}

/**
 * Handle of an object in shared memory. Another thread's handle is made without the constructor, so a class has neither
 * fields nor `#private` members: what it keeps, it keeps in the object's words.
 */
export abstract class SharedObject extends Subject {
  /**
   * Takes the object's place in shared memory and initialises it, or finds the place that another thread made.
   *
   * @param size words
   * @param initialize fills the words, which are zero; called once for each object
   * @internal
   */
  protected constructor(size: number, initialize?: (address: number) => void) {
    super()
    Object.defineProperty(this, 'address', { value: claim(kindOf(this), size, initialize) })
    handles.set(this.address, this)
  }
}

/** A kind of shared object: how errors call it, and how a thread makes its handle. */
interface Kind {
  name: string
  attach: (address: number) => object
}

const kinds: Kind[] = []
const kindOfPrototype = new Map<object, number>()
const views = new WeakMap<object, { kind: number, address: number }>()
let topLevelCount = 0

/**
 * Makes a class known, so that its objects can cross to other threads.
 *
 * @param make makes another thread's handle, which gets its address then. By default an instance of the class
 * @returns the class's number. It must be the same in all threads, so the order of these calls matters
 */
export function registerSharedClass<T extends SharedObject>(sharedClass: SharedClass<T>, make: (address: number) => object = () => Object.create(sharedClass.prototype) as object): number {
  kindOfPrototype.set(sharedClass.prototype, kinds.length)
  return kinds.push({
    name: sharedClass.name,
    attach: address => Object.defineProperty(make(address), 'address', { value: address }),
  }) - 1
}

/**
 * Makes a kind of object known that is no {@link SharedObject}: a typed array over shared memory, or one that tells its
 * {@link IDENTITY}. One that stays in its thread is attached elsewhere as a stand-in, which can be passed back.
 *
 * @param name how errors call it
 * @param attach makes a thread's own object for an address
 * @returns the kind's number
 */
export function registerKind(name: string, attach: (address: number) => object): number {
  return kinds.push({ name, attach }) - 1
}

/** How errors call a kind of object. */
export function kindName(kind: number): string {
  return kinds[kind]!.name
}

/** Makes an object of such a kind, or finds the one that another thread made. */
export function placeObject(kind: number, size: number, initialize: (address: number) => void): object {
  return handleOf(kind, claim(kind, size, initialize))
}

/** Under what an object crosses to other threads. */
export interface Identity {
  kind: number
  address: number
}

/** Marks how an object tells its identity that is not shared, but can be named in other threads. */
export const IDENTITY: unique symbol = Symbol('identity')

interface Nameable {
  [IDENTITY]: () => Identity
}

/** The identity under which an object crosses to other threads; undefined if it doesn't. */
export function sharedIdentity(object: object): Identity | undefined {
  if (object instanceof SharedObject)
    return { kind: kindOf(object), address: object.address }
  return IDENTITY in object ? (object as Nameable)[IDENTITY]() : views.get(object)
}

/** Lets other threads name an object of this thread, by an address that is its own. */
export function exposeLocal(object: object, kind: number, address: number): Identity {
  handles.set(address, object)
  return { kind, address }
}

/** The number of an object's class; for an instance of a derived class its nearest registered base. */
function kindOf(object: SharedObject): number {
  for (let prototype: object | null = Object.getPrototypeOf(object); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const kind = kindOfPrototype.get(prototype)
    if (kind !== undefined)
      return kind
  }
  throw new RuntimeError(`${object.constructor.name} is not a shared class`)
}

/** The handle of the object at an address: always the same one in one thread. */
export function handleOf(kind: number, address: number): object {
  let handle = handles.get(address)
  if (!handle) {
    handle = kinds[kind]!.attach(address)
    handles.set(address, handle)
    views.set(handle, { kind, address })
  }
  return handle
}

function create(kind: number, size: number, initialize?: (address: number) => void): number {
  const address = reserve(size)
  objectMade(kind, address)
  initialize?.(address)
  return address
}

function claim(kind: number, size: number, initialize?: (address: number) => void): number {
  if (!current.evaluating)
    return create(kind, size, initialize)
  const index = topLevelCount++
  if (index >= MAX_TOP_LEVEL_OBJECTS)
    throw new RuntimeError(`more than ${MAX_TOP_LEVEL_OBJECTS} shared objects at the module's top level`)
  const entry = Table.Registry + 2 * index
  lockMutex(Word.RegistryLock)
  try {
    if (words[entry + 1] === 0) {
      words[entry + 1] = create(kind, size, initialize)
      words[entry] = kind
    }
  }
  finally {
    unlockMutex(Word.RegistryLock)
  }
  if (words[entry] !== kind) {
    throw new RuntimeError(`the module's top level made a ${kinds[kind]!.name} where another thread made a `
      + `${kinds[words[entry]!]!.name}: it must make the same shared objects in the same order in every thread`)
  }
  return words[entry + 1]!
}

const named = new Set<number>()

onFreshRun(() => {
  handles.clear()
  named.clear()
  topLevelCount = 0
})

/** Gives the object at an address the name of the variable it is kept in, for the timeline and for messages. */
export function nameObject(address: number, name: string): void {
  if (address === 0 || named.has(address))
    return
  named.add(address)
  nameSubject(address, name)
}
