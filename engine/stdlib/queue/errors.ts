import { Exception } from '../../kernel/errors'
import { registerFunction } from '../../kernel/functions'

/**
 * The queue is empty.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.Empty
 */
export class Empty extends Exception {}

/**
 * The queue is full.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.Full
 */
export class Full extends Exception {}

/**
 * The queue was shut down.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.ShutDown
 */
export class ShutDown extends Exception {}

for (const errorClass of [Empty, Full, ShutDown])
  registerFunction(`queue.${errorClass.name}`, errorClass, false)
