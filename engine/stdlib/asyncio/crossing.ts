/**
 * References to objects of an event loop's thread from other threads. Futures, tasks and primitives stay in their
 * thread; another thread gets a proxy. It can pass the proxy's methods to
 * `loop.callSoonThreadsafe(queue.putNowait, item)`, and its coroutines to
 * `asyncio.runCoroutineThreadsafe(queue.put(item), loop)`; calling them directly is an error.
 */
import type { AnyFunction } from '../../kernel/functions'
import type { Identity } from '../../kernel/objects'
import { reserve } from '../../kernel/allocator'
import { Coroutine } from '../../kernel/coroutine'
import { RuntimeError } from '../../kernel/errors'
import { crossingName, functionNamed, registerFunction } from '../../kernel/functions'
import { exposeLocal, IDENTITY, registerKind } from '../../kernel/objects'
import { typeName } from '../../kernel/type-name'

/** A call that another thread can make: a function known there, and arguments that can cross. */
export interface CrossingCall {
  callee: AnyFunction
  args: readonly unknown[]
}

/** Bound methods of such objects, and the call that each stands for. */
const bound = new WeakMap<AnyFunction, CrossingCall>()

function callMethod(object: Record<string, AnyFunction>, method: string, ...args: never[]): unknown {
  return object[method]!(...args)
}

registerFunction('asyncio.callMethod', callMethod, false)

/** Marks a function as a method of an object, so that it can cross together with it. */
export function bindMethod<F extends AnyFunction>(object: object, method: string, call: F): F {
  bound.set(call, { callee: callMethod as AnyFunction, args: [object, method] })
  return call
}

/**
 * Turns a callback into a call that another thread can make.
 *
 * @param role what the callback is called in errors
 * @throws TypeError for a closure, and for a value that can't be called
 */
export function crossingCall(callback: unknown, args: readonly unknown[], role: string): CrossingCall {
  const method = bound.get(callback as AnyFunction)
  if (method)
    return { callee: method.callee, args: [...method.args, ...args] }
  crossingName(callback, role)
  return { callee: callback as AnyFunction, args }
}

/** Whether a callback can cross. */
export function canCross(callback: AnyFunction): boolean {
  try {
    crossingCall(callback, [], '')
    return true
  }
  catch {
    return false
  }
}

/**
 * Turns a coroutine into the call that creates it in another thread.
 *
 * @throws RuntimeError when it has already been started
 * @throws TypeError when its function is not at the module's top level
 */
export function crossingCoroutine(coroutine: Coroutine): CrossingCall {
  const { origin, name } = coroutine
  if (!coroutine.unstarted)
    throw new RuntimeError('cannot reuse already awaited coroutine')
  const callee = origin && functionNamed(origin.callee)
  if (!callee) {
    throw new TypeError(`the coroutine '${name}' can't cross to another thread, which has to make it anew: `
      + 'that works for async functions at the module\'s top level')
  }
  return { callee, args: Array.from(origin.args) }
}

const kindOf = new Map<object, { kind: number, coroutineMethods: ReadonlySet<string> }>()
const addresses = new WeakMap<object, number>()

/** The registered class of an object: its own, or its nearest registered base. */
function registered(object: object): { kind: number, coroutineMethods: ReadonlySet<string> } {
  for (let prototype: object | null = object; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const found = kindOf.get(prototype)
    if (found)
      return found
  }
  throw new TypeError(`${typeName(object)} is no class of asyncio`)
}

/**
 * Lets other threads refer to instances of a class.
 *
 * @param localClass the class
 * @param localClass.prototype identifies instances
 * @param localClass.name the name used in errors
 * @param coroutineMethods its methods that return coroutines
 */
export function registerLocalClass(localClass: { readonly prototype: object, readonly name: string }, coroutineMethods: readonly string[]): void {
  const { prototype, name } = localClass
  const methods = new Set(coroutineMethods)
  const kind = registerKind(name, address => proxy(name, prototype, methods, { kind, address }))
  kindOf.set(prototype, { kind, coroutineMethods: methods })
}

/** The identity of an instance of a registered class, in its own thread. */
export function localIdentity(object: object): Identity {
  const { kind } = registered(object)
  let address = 'address' in object ? object.address as number : addresses.get(object)
  if (address === undefined)
    addresses.set(object, address = reserve(2))
  return exposeLocal(object, kind, address)
}

/** Another thread's proxy for an object. */
function proxy(name: string, prototype: object, coroutineMethods: ReadonlySet<string>, identity: Identity): object {
  const what = `<${name} of another thread>`
  const refuse = (method: string): never => {
    throw new RuntimeError(`Non-thread-safe operation invoked on ${what}: its event loop has to do that, ${
      coroutineMethods.has(method)
        ? `asyncio.runCoroutineThreadsafe(object.${method}(…), loop)`
        : `loop.callSoonThreadsafe(object.${method}, …)`}`)
  }
  const methods = new Map<string, AnyFunction>()
  const object: object = new Proxy(Object.create(prototype) as object, {
    get(target, key) {
      if (key === IDENTITY)
        return () => identity
      if (key === 'toString')
        return () => what
      if (typeof key === 'symbol')
        return undefined
      if (key === 'constructor')
        return Reflect.get(prototype, key)
      const descriptor = descriptorOf(prototype, key)
      if (typeof descriptor?.value === 'function')
        return methodOf(key)
      return descriptor ? refuse(key) : undefined
    },
  })
  return object

  function methodOf(method: string): AnyFunction {
    let made = methods.get(method)
    if (!made) {
      made = coroutineMethods.has(method)
        ? (...args: unknown[]) => new Coroutine(refusing(() => refuse(method)), method, { callee: 'asyncio.callMethod', args: [object, method, ...args] })
        : () => refuse(method)
      methods.set(method, bindMethod(object, method, made))
    }
    return made
  }
}

function descriptorOf(prototype: object, key: string): PropertyDescriptor | undefined {
  for (let at: object | null = prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key)
    if (descriptor)
      return descriptor
  }
  return undefined
}

/** The body of a coroutine that must not be started in this thread. */

function* refusing(refuse: () => never): Generator<undefined, never, unknown> {
  return refuse()
}
