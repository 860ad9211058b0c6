/** Python's keyword arguments: one trailing object, checked so that a typo is an error instead of a default. */
import { suggestion } from './suggestion'
import { typeName } from './type-name'

/** Names that Python has and this runtime doesn't, with what to write instead. */
type Absent = Readonly<Record<string, string>>

/**
 * Checks the object with a call's optional arguments. Every standard function that takes one calls this.
 *
 * @param call the function's name, as Python's errors show it: `Thread.join`, `Thread.__init__`
 * @param options the object; undefined for none
 * @param names the names it may have
 * @param absent names that only Python's function knows
 * @throws TypeError for a name that the function doesn't know, and for anything that is not such an object
 */
export function checkOptions(call: string, options: unknown, names: readonly string[], absent: Absent = {}): void {
  if (options === undefined)
    return
  if (!isRecord(options))
    throw new TypeError(`${shortName(call)}() takes the arguments that have defaults as one object, { ${names.join(', ')} }, not ${typeName(options)}`)
  for (const name of Object.keys(options)) {
    if (!names.includes(name))
      throw new TypeError(unexpected(call, name, names, absent))
  }
}

/** How a call refuses arguments if it takes none: functions written in Python and in C differ. */
export interface Refusals {
  positional: (given: number) => string
  keyword: (name: string) => string
}

/** The refusals of a class whose `__init__` is written in Python. */
function refusalsOf(className: string): Refusals {
  return {
    positional: given => `${className}.__init__() takes 1 positional argument but ${given + 1} were given`,
    keyword: name => unexpected(`${className}.__init__`, name, [], {}),
  }
}

/**
 * Checks that a constructor without parameters got no arguments.
 *
 * @param className the class, as Python's errors show it
 * @throws TypeError when it did
 */
export function checkNoArguments(className: string, given: readonly unknown[], refusals = refusalsOf(className)): void {
  if (given.length === 0)
    return
  const [first] = given
  const [name] = given.length === 1 && isRecord(first) ? Object.keys(first) : []
  if (name !== undefined)
    throw new TypeError(refusals.keyword(name))
  if (given.length > 1 || !isRecord(first))
    throw new TypeError(refusals.positional(given.length))
}

/**
 * Checks that a final class has not been subclassed. Python refuses the subclass itself; in JavaScript the first chance
 * is when an object of it is created.
 *
 * @param target the class of the object, `new.target`
 * @param base the superclass of the final class, Function.prototype if it has none. The final class itself would not do:
 * compilers rename a class that refers to itself, and errors would show that name
 * @param type the class, as Python's errors show it
 * @throws TypeError for an object of a subclass
 */
export function checkFinal(target: object, base: object, type: string): void {
  if (Object.getPrototypeOf(target) !== base)
    throw new TypeError(`type '${type}' is not an acceptable base type`)
}

/** Whether a value came from an object literal: a lock passed as `new Condition(lock)` did not. */
function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null)
    return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function unexpected(call: string, name: string, names: readonly string[], absent: Absent): string {
  const message = `${call}() got an unexpected keyword argument '${name}'`
  if (Object.hasOwn(absent, name))
    return `${message}: ${absent[name]}`
  const closest = suggestion(name, names)
  return closest === undefined ? message : `${message}. Did you mean '${closest}'?`
}

/** `Thread` of `Thread.__init__`, `join` of `Thread.join`, `asCompleted` of `as_completed`: the name that a program calls. */
function shortName(call: string): string {
  const [last, owner] = call.split('.').reverse()
  return last === '__init__' ? owner! : last!.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
