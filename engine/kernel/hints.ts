/** What to do about exceptions, beside their messages. */
const hints = new WeakMap<object, string>()

/** Adds to an exception what to do about it, to be shown beside its message if nobody catches it. */
export function withHint<E extends Error>(error: E, hint: string | undefined): E {
  if (hint !== undefined)
    hints.set(error, hint)
  return error
}

/** What to do about an exception. */
export function hintOf(error: object): string | undefined {
  return hints.get(error)
}
