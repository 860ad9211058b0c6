/**
 * The module's top-level functions and classes by name. Only the name crosses to another thread, which has evaluated the
 * same module and looks up its own function.
 */
import { RuntimeError } from './errors'
import { onFreshRun } from './fresh-run'
import { typeName } from './type-name'

export type AnyFunction = (...args: never[]) => unknown

const byName = new Map<string, AnyFunction>()
const nameOf = new Map<unknown, string>()
const asyncNames = new Set<string>()

/** Registers a top-level function or class. Called by the compiled module. */
export function registerFunction(name: string, value: unknown, isAsync: boolean): void {
  if (typeof value !== 'function' || nameOf.has(value))
    return
  byName.set(name, value as AnyFunction)
  nameOf.set(value, name)
  if (isAsync)
    asyncNames.add(name)
}

/** The registered functions and classes, with their names. */
export function functionNames(): Iterable<[name: string, value: AnyFunction]> {
  return byName
}

/** The function or class with that name. */
export function functionNamed(name: string): AnyFunction | undefined {
  return byName.get(name)
}

/**
 * The function for a name that crossed.
 *
 * @throws RuntimeError when this thread has evaluated a module without it
 */
export function registeredFunction(name: string): (...args: unknown[]) => unknown {
  const found = byName.get(name)
  if (!found)
    throw new RuntimeError(`the module has no top-level function '${name}' in this thread`)
  return found as (...args: unknown[]) => unknown
}

/** The name under which a function can cross, or undefined for a closure. */
export function topLevelName(value: unknown): string | undefined {
  return nameOf.get(value)
}

/** How an async function begins once compiled: see compile/async-functions.ts. */
const MAKES_COROUTINE = /^[^{]*\{(?: const __\w+ = [^;]*;)* return __coroutine\(/

/** Whether any function was declared `async`. It reads the function's text, so don't call it on a hot path. */
export function makesCoroutine(value: unknown): boolean {
  return typeof value === 'function' && MAKES_COROUTINE.test(Function.prototype.toString.call(value))
}

/** Whether a function of the module's top level was declared `async`. */
export function isCoroutineFunction(value: unknown): boolean {
  return asyncNames.has(nameOf.get(value) ?? '')
}

/**
 * The name of a callable that must cross to another thread.
 *
 * @param role what the callable is, such as `the target of a Thread`
 * @throws TypeError for a closure, saying why and what to do, and for a value that can't be called
 */
export function crossingName(value: unknown, role: string): string {
  if (typeof value !== 'function')
    throw new TypeError(`${role} must be callable, not ${typeName(value)}`)
  const name = nameOf.get(value)
  if (name === undefined) {
    const shown = value.name ? `'${value.name}' is` : 'this is'
    throw new TypeError(`${role} must be a function at the module's top level; ${shown} a closure, and the variables `
      + `it closes over exist in this thread only. Move it to the top level and pass what it needs as args.`)
  }
  return name
}

/** The names of the standard modules' functions contain a dot; only those stay. */
onFreshRun(() => {
  for (const [name, value] of byName) {
    if (!name.includes('.')) {
      byName.delete(name)
      nameOf.delete(value)
      asyncNames.delete(name)
    }
  }
})
