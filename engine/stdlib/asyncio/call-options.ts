/** A callback's arguments, and the options that may follow them. */
import { Context, copyContext } from '../contextvars/context'

/** Options that may follow a callback's arguments. */
export interface CallOptions {
  /** @default a copy of the current one */
  context?: Context | null
}

/** Separates a callback's arguments from the options that may follow them. */
export function splitOptions(args: readonly unknown[]): { args: readonly unknown[], context: Context } {
  const last = args.at(-1)
  if (typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype) {
    const { context } = last as CallOptions
    if (Object.keys(last).join() === 'context' && (context instanceof Context || context === null || context === undefined))
      return { args: args.slice(0, -1), context: context ?? copyContext() }
  }
  return { args, context: copyContext() }
}
