/**
 * Objects that live in shared memory and are one object in all threads: primitives, shared values, threads.
 * Threads hold handles: instances of the object's class that know its address.
 *
 * Objects created at a module's top level are matched by the order of their creation, since every thread evaluates the
 * module: the first thread to get there creates the object, the others get handles to it.
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

/** Anything that lanes can wait for. Its address is its id on the timeline. */
export abstract class Subject {
  /**
   * Where the object's words start.
   * @internal
   */
  declare readonly address: number
}

/**
 * An object that belongs to one event loop, as asyncio's primitives do: it has an address for the timeline, but no words
 * in shared memory.
 */
export abstract class LocalSubject extends Subject {
  constructor() {
    super()
    Object.defineProperty(this, 'address', { value: reserve(2) })
  }
}

/**
 * A handle to an object in shared memory. Another thread's handle is created without the constructor, so a class has
 * neither fields nor `#private` members: all its state is in the object's words.
 */
export abstract class SharedObject extends Subject {
  /**
   * Allocates the object in shared memory and initialises it, or finds the one that another thread created.
   *
   * @param size words
   * @param initialize fills the zeroed words; called once per object
   * @internal
   */
  protected constructor(size: number, initialize?: (address: number) => void) {
    super()
    Object.defineProperty(this, 'address', { value: claim(kindOf(this), size, initialize) })
    handles.set(this.address, this)
  }
}

/** A kind of shared object: its name in errors, and how to create a thread's handle. */
interface Kind {
  name: string
  attach: (address: number) => object
}

const kinds: Kind[] = []
const kindOfPrototype = new Map<object, number>()
const views = new WeakMap<object, { kind: number, address: number }>()
let topLevelCount = 0

/**
 * Registers a class, so that its objects can cross to other threads.
 *
 * @param make creates another thread's handle, which then gets its address. By default an instance of the class
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
 * Registers a kind of object that is not a {@link SharedObject}: a typed array over shared memory, or an object that
 * returns its {@link IDENTITY}. An object that stays in its thread is attached elsewhere as a proxy, which can be passed
 * back.
 *
 * @param name its name in errors
 * @param attach creates a thread's own object for an address
 * @returns the kind's number
 */
export function registerKind(name: string, attach: (address: number) => object): number {
  return kinds.push({ name, attach }) - 1
}

/** A kind's name in errors. */
export function kindName(kind: number): string {
  return kinds[kind]!.name
}

/** Creates an object of such a kind, or finds the one that another thread created. */
export function placeObject(kind: number, size: number, initialize: (address: number) => void): object {
  return handleOf(kind, claim(kind, size, initialize))
}

/** The identity under which an object crosses to other threads. */
export interface Identity {
  kind: number
  address: number
}

/** Marks the method that returns the identity of an object that is not shared but can be named in other threads. */
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

/** Lets other threads refer to an object of this thread, by an address of its own. */
export function exposeLocal(object: object, kind: number, address: number): Identity {
  handles.set(address, object)
  return { kind, address }
}

/** The number of an object's class; for an instance of a subclass that of its nearest registered base. */
function kindOf(object: SharedObject): number {
  for (let prototype: object | null = Object.getPrototypeOf(object); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const kind = kindOfPrototype.get(prototype)
    if (kind !== undefined)
      return kind
  }
  throw new RuntimeError(`${object.constructor.name} is not a shared class`)
}

/** The handle of the object at an address: always the same one within a thread. */
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

/** Names the object at an address after its variable, for the timeline and for messages. */
export function nameObject(address: number, name: string): void {
  if (address === 0 || named.has(address))
    return
  named.add(address)
  nameSubject(address, name)
}
