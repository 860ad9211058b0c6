import { putValue } from '../../kernel/codec'
import { copyMembers } from '../../kernel/exception-members'

/** An exception without the fields and arguments that a program added, and without those of its causes. */
export function bareError(error: Error, within: readonly Error[] = []): Error {
  const bare = Object.create(Object.getPrototypeOf(error) as object) as Error
  for (const key of ['name', 'message'] as const)
    Object.defineProperty(bare, key, { value: error[key], configurable: true, writable: true })
  copyMembers(error, bare)
  if (bare.cause instanceof Error && !within.includes(bare.cause))
    bare.cause = bareError(bare.cause, [...within, error])
  else
    delete bare.cause
  return bare
}

/** Puts an exception into shared memory, without its fields if those can't cross. */
export function putError(error: Error): number {
  try {
    return putValue(error, 'the exception')
  }
  catch {
    return putValue(bareError(error), 'the exception')
  }
}
