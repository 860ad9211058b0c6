/**
 * `contextvars`: variables whose value belongs to a task.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html
 */
export { Context, ContextVar, copyContext, Token } from './context'
