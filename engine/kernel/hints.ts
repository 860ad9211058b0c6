/** Advice about exceptions, shown next to their messages. */
const hints = new WeakMap<object, string>()

/** Adds advice to an exception, shown next to its message if it is not caught. */
export function withHint<E extends Error>(error: E, hint: string | undefined): E {
  if (hint !== undefined)
    hints.set(error, hint)
  return error
}

/** The advice about an exception. */
export function hintOf(error: object): string | undefined {
  return hints.get(error)
}
