/**
 * The global `__runtime` that compiled modules call, with the names that the compiler (compile/instrument.ts) writes.
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

/** Registers a standard module under the name that programs import, and its functions and classes so that they can cross. */
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

  /** Creates a coroutine from the generator that an async function became. */
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

  /** Called first in each catch clause: Stop can't be caught, and calls that nest too deeply are a RecursionError. */
  caught<T>(error: T): T {
    translated(error)
    if (error instanceof KeyboardInterrupt && isStopping())
      throw error
    return mendMessage(error)
  },

  /** The exception that a `throw` statement raises. */
  thrown: asException,

  /**
   * An import: the module's namespace, with the names checked.
   *
   * @param name the module
   * @param names the names that are imported
   * @param line the line of the import
   * @param members the members of the whole module that the program uses: a missing one is an AttributeError where it is used
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

  /** The value of a variable's declaration: names a shared object after the variable. */
  named<T>(value: T, name: string): T {
    // At the top level every thread runs this: shared objects are named once, thread-local ones by each thread.
    if (value instanceof Subject && (!current.evaluating || current.worker === 0 || value instanceof LocalSubject))
      nameObject(value.address, name)
    else if (value instanceof Float64Array && (!current.evaluating || current.worker === 0))
      nameObject(sharedIdentity(value)?.address ?? 0, name)
    return value
  },

  /** A function assigned a plain top-level variable: in a thread other than main no other thread sees it. */
  assigned: reportAssigned,

  /** How a function uses the module's variables, on its entry. */
  uses,
  use: noteUse,
  /** The module's variables, after its last statement. */
  watch: watchVariables,
  /** The `#private` fields of a class. */
  fields: registerPrivateFields,
  /** Which of a thread's arguments are used after its start. */
  kept: noteKept,

  /** Notes the line of an access to an object that may be shared, for Controlled runs. */
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

/** Installs the runtime where compiled modules look for it. */
export function installRuntime(): void {
  Object.defineProperty(globalThis, '__runtime', { value: runtime })
}
