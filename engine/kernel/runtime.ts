/**
 * What a compiled module calls: the global `__runtime`, each name as the compiler (compile/instrument.ts) writes it.
 */
import type { Suspension } from './coroutine'
import { ABSENT_BUILTINS } from '../protocol/absent-modules'
import { AsyncGeneratorObject, AsyncIteration, delegated, yielded } from './async-generator'
import { enterAsyncContext, enterContext, exitAsyncContext, usable } from './context-manager'
import { noteKept } from './copied-arguments'
import { awaited, Coroutine, dropped } from './coroutine'
import { current } from './current'
import { KeyboardInterrupt, ModuleNotFoundError } from './errors'
import { registerPrivateFields } from './fingerprint'
import { registerFunction } from './functions'
import { isStopping } from './futex'
import { handleEvalBreaker } from './gil'
import { withHint } from './hints'
import { words } from './memory'
import { importedModule, missingImport } from './module-names'
import { noteUse, reportAssigned, uses, watchVariables } from './module-state'
import { LocalSubject, nameObject, sharedIdentity, Subject } from './objects'
import { mendMessage } from './plain-message'
import { translated } from './recursion'
import { asException } from './thrown'

type Namespace = Readonly<Record<string, unknown>>

const modules = new Map<string, Namespace>()

/** Makes a standard module known under the name that programs import, and its functions and classes as what can cross. */
export function registerModule(name: string, namespace: Namespace): void {
  modules.set(name, namespace)
  for (const [member, value] of Object.entries(namespace))
    registerFunction(`${name}.${member}`, value, false)
}

const runtime = {
  /** The run's shared memory; a checkpoint reads its eval breaker. */
  get words() {
    return words
  },
  current,

  /** A checkpoint with the eval breaker set. */
  checkpoint(line: number): void {
    current.line = line
    handleEvalBreaker()
  },

  /** The checkpoint after a call into the standard modules. */
  afterCall<T>(value: T): T {
    handleEvalBreaker()
    return value
  },

  /** A coroutine from the generator that an async function became. */
  coroutine<T>(body: Generator<Suspension, T, unknown>, name: string, args?: ArrayLike<unknown>): Coroutine<T> {
    return new Coroutine(body, name, args && { callee: name, args })
  },
  asyncGenerator: (body: Generator<unknown, unknown, unknown>, name: string) => new AsyncGeneratorObject(body, name),
  awaited,
  dropped,
  yielded,
  delegated,
  asyncIteration: (iterable: unknown) => new AsyncIteration(iterable),
  enterAsyncContext,
  enterContext,
  exitAsyncContext,
  usable,

  /** The first thing in each catch clause: Stop can't be caught, and calls nested too deeply are a RecursionError. */
  caught<T>(error: T): T {
    translated(error)
    if (error instanceof KeyboardInterrupt && isStopping())
      throw error
    return mendMessage(error)
  },

  /** What a `throw` statement raises. */
  thrown: asException,

  /**
   * An import: the module's namespace, with the names checked.
   *
   * @param name the module
   * @param names what is imported by name
   * @param line where
   * @param members what the program names of the whole module: what that doesn't have is an AttributeError where it is used
   */
  import(name: string, names: string[], line: number, members: string[] = []): Namespace {
    current.line = line
    const namespace = modules.get(name)
    if (!namespace)
      throw new ModuleNotFoundError(`No module named '${name}'`)
    for (const wanted of names) {
      if (!(wanted in namespace))
        throw withHint(missingImport(name, wanted, namespace), name === 'builtins' ? ABSENT_BUILTINS[wanted] : undefined)
    }
    return importedModule(name, namespace, members)
  },

  /** The value of a variable's declaration: a shared object gets the variable's name. */
  named<T>(value: T, name: string): T {
    // At the top level every thread makes it: what they share is named once, what each has of its own by each.
    if (value instanceof Subject && (!current.evaluating || current.worker === 0 || value instanceof LocalSubject))
      nameObject(value.address, name)
    else if (value instanceof Float64Array && (!current.evaluating || current.worker === 0))
      nameObject(sharedIdentity(value)?.address ?? 0, name)
    return value
  },

  /** A plain top-level variable was assigned in a function: in another thread than main nobody else sees it. */
  assigned: reportAssigned,

  /** What a function does with the module's variables, at its entry. */
  uses,
  use: noteUse,
  /** The module's variables, after its last statement. */
  watch: watchVariables,
  /** The `#private` fields of a class. */
  fields: registerPrivateFields,
  /** Which of a thread's arguments are used after they were given to it. */
  kept: noteKept,

  /** Notes the line of an access to what may be shared, for Controlled runs. */
  at<T>(value: T, line: number): T {
    current.line = line
    return value
  },

  /** The module's top-level functions and classes. */
  define(functions: Record<string, unknown>, asyncNames: string[]): void {
    for (const [name, value] of Object.entries(functions))
      registerFunction(name, value, asyncNames.includes(name))
  },
}

/** Puts the runtime where compiled modules look for it. */
export function installRuntime(): void {
  Object.defineProperty(globalThis, '__runtime', { value: runtime })
}
