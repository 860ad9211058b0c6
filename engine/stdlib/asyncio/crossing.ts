/**
 * What of an event loop's thread can be named in others. Futures, tasks and primitives stay in their thread: what another
 * one gets is a stand-in. It can hand the methods to `loop.callSoonThreadsafe(queue.putNowait, item)`, and coroutines of
 * them to `asyncio.runCoroutineThreadsafe(queue.put(item), loop)`; to call them itself is an error.
 */
import type { AnyFunction } from '../../kernel/functions'
import type { Identity } from '../../kernel/objects'
import { reserve } from '../../kernel/allocator'
import { Coroutine } from '../../kernel/coroutine'
import { RuntimeError } from '../../kernel/errors'
import { crossingName, functionNamed, registerFunction } from '../../kernel/functions'
import { exposeLocal, IDENTITY, registerKind } from '../../kernel/objects'
import { typeName } from '../../kernel/type-name'

/** A call that another thread can make: a function that it knows, and arguments that can cross. */
export interface CrossingCall {
  callee: AnyFunction
  args: readonly unknown[]
}

/** Methods that know their object, so that they can be given away: what calling them means. */
const bound = new WeakMap<AnyFunction, CrossingCall>()

function callMethod(object: Record<string, AnyFunction>, method: string, ...args: never[]): unknown {
  return object[method]!(...args)
}

registerFunction('asyncio.callMethod', callMethod, false)

/** Makes a function known as a method of an object, so that it can cross together with it. */
export function bindMethod<F extends AnyFunction>(object: object, method: string, call: F): F {
  bound.set(call, { callee: callMethod as AnyFunction, args: [object, method] })
  return call
}

/**
 * A callback as a call that another thread can make.
 *
 * @param role what the callback is, for an error
 * @throws TypeError for a closure, and for what can't be called
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
 * A coroutine as the call that makes it in another thread.
 *
 * @throws RuntimeError when it was started already
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

/** The class as it was registered: the object's own, or its nearest base. */
function registered(object: object): { kind: number, coroutineMethods: ReadonlySet<string> } {
  for (let prototype: object | null = object; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const found = kindOf.get(prototype)
    if (found)
      return found
  }
  throw new TypeError(`${typeName(object)} is no class of asyncio`)
}

/**
 * Lets instances of a class be named in other threads.
 *
 * @param localClass the class
 * @param localClass.prototype tells instances
 * @param localClass.name how errors call it
 * @param coroutineMethods its methods that give coroutines
 */
export function registerLocalClass(localClass: { readonly prototype: object, readonly name: string }, coroutineMethods: readonly string[]): void {
  const { prototype, name } = localClass
  const methods = new Set(coroutineMethods)
  const kind = registerKind(name, address => standIn(name, prototype, methods, { kind, address }))
  kindOf.set(prototype, { kind, coroutineMethods: methods })
}

/** The identity of an instance of such a class, in its own thread. */
export function localIdentity(object: object): Identity {
  const { kind } = registered(object)
  let address = 'address' in object ? object.address as number : addresses.get(object)
  if (address === undefined)
    addresses.set(object, address = reserve(2))
  return exposeLocal(object, kind, address)
}

/** What another thread has of an object. */
function standIn(name: string, prototype: object, coroutineMethods: ReadonlySet<string>, identity: Identity): object {
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
