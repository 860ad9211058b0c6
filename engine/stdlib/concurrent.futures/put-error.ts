import { putValue } from '../../kernel/codec'

/** An exception without the fields that a program has given it. */
export function bareError(error: Error): Error {
  const bare = Object.create(Object.getPrototypeOf(error) as object) as Error
  for (const key of ['name', 'message', 'stack'] as const)
    Object.defineProperty(bare, key, { value: error[key], configurable: true, writable: true })
  return bare
}

/** Puts an exception into shared memory; one whose fields can't cross goes without them. */
export function putError(error: Error): number {
  try {
    return putValue(error, 'the exception')
  }
  catch {
    return putValue(bareError(error), 'the exception')
  }
}
