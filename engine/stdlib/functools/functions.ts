import type { ItemOf, Source } from '../builtins/sources'
import { typeName } from '../../kernel/type-name'
import { itemsOf } from '../builtins/sources'

/**
 * A function with its first arguments bound. It is a closure, so another thread can't be given it: pass the arguments to
 * the thread instead, as `args`.
 *
 * @throws TypeError when it can't be called
 * @see https://docs.python.org/3.14/library/functools.html#functools.partial
 */
export function partial<First extends readonly unknown[], Rest extends readonly unknown[], Result>(fn: (...args: [...First, ...Rest]) => Result, ...first: First): (...rest: Rest) => Result {
  if (typeof fn !== 'function')
    throw new TypeError('the first argument must be callable')
  return (...rest) => fn(...first, ...rest)
}

/**
 * Combines the items from left to right with a function of two arguments.
 *
 * @throws TypeError when there are no items and no initial value
 * @see https://docs.python.org/3.14/library/functools.html#functools.reduce
 */
export function reduce<S extends Source>(fn: (total: ItemOf<S>, item: ItemOf<S>) => ItemOf<S>, source: S): ItemOf<S>
export function reduce<S extends Source, Total>(fn: (total: Total, item: ItemOf<S>) => Total, source: S, initial: Total): Total
export function reduce(fn: (total: unknown, item: never) => unknown, source: Source, ...initial: unknown[]): unknown {
  if (typeof fn !== 'function')
    throw new TypeError(`'${typeName(fn)}' object is not callable`)
  const items = [...itemsOf(source)]
  if (initial.length === 0 && items.length === 0)
    throw new TypeError('reduce() of empty iterable with no initial value')
  let total = initial.length > 0 ? initial[0] : items.shift()
  for (const item of items)
    total = fn(total, item as never)
  return total
}

/**
 * Names a wrapper after the function it wraps.
 *
 * @see https://docs.python.org/3.14/library/functools.html#functools.wraps
 */
export function wraps(wrapped: (...args: never[]) => unknown): <Fn extends (...args: never[]) => unknown>(wrapper: Fn) => Fn {
  return (wrapper) => {
    Object.defineProperty(wrapper, 'name', { value: wrapped.name })
    return wrapper
  }
}
