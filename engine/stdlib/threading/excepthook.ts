import type { Thread } from './thread'
import { peekValue, putValue } from '../../kernel/codec'
import { SystemExit } from '../../kernel/errors'
import { crossingName, registeredFunction } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { report } from '../../kernel/text-writer'
import { asException } from '../../kernel/thrown'
import { Word } from '../../protocol/layout'
import { describeError } from './describe-error'

/**
 * The argument of {@link excepthook}.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.excepthook
 */
export interface ExceptHookArgs {
  /** The exception's class. */
  excType: abstract new (...args: never[]) => unknown
  /** The exception. */
  excValue: unknown
  /** The thread that raised it. */
  thread: Thread | null
}

/**
 * Reports an exception that a thread's `run` raised. SystemExit is ignored. {@link setExcepthook} replaces it with another
 * function.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.excepthook
 */
export function excepthook({ excValue, thread }: ExceptHookArgs): void {
  if (!(excValue instanceof SystemExit))
    report({ severity: 'error', origin: 'thread', where: thread?.name ?? '', ...describeError(excValue) })
}

/**
 * Sets the function that handles exceptions of a thread's `run`, called in that thread, for all threads of the run. It
 * stands for `threading.excepthook = fn`: a module's names can't be assigned here.
 *
 * @param fn a function at the module's top level; null restores {@link excepthook}
 * @throws TypeError when it is a closure
 * @see https://docs.python.org/3.14/library/threading.html#threading.excepthook
 */
export function setExcepthook(fn: ((args: ExceptHookArgs) => unknown) | null): void {
  Atomics.store(words, Word.ExceptHook, fn === null || fn === excepthook ? 0 : putValue(crossingName(fn, 'the excepthook'), 'excepthook'))
}

/** Passes an exception of a thread's `run` to the hook. */
export function callExcepthook(error: unknown, thread: Thread): void {
  const name = Atomics.load(words, Word.ExceptHook)
  const excValue = asException(error)
  const args: ExceptHookArgs = { excType: excValue.constructor as ExceptHookArgs['excType'], excValue, thread }
  if (name === 0) {
    excepthook(args)
    return
  }
  try {
    registeredFunction(peekValue(name) as string)(args)
  }
  catch (raised) {
    report({ severity: 'error', origin: 'thread', where: thread.name, ...describeError(raised), hint: 'Exception in threading.excepthook' })
  }
}
