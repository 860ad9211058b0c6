import type { Operation, OperationKind } from '../protocol/schedule'

/**
 * How an object is touched: reads don't depend on each other, nor do accesses to parts of it, whose items are objects
 * of their own.
 */
export type Mode = 'read' | 'write' | 'part'

/** What one or several operations touch, each object once. */
export type Accesses = readonly (readonly [object: string, mode: Mode])[]

/** Whether two accesses to one object can't be swapped. */
export function conflict(a: Mode, b: Mode): boolean {
  return a === 'write' || a !== b
}

/** Operations that access no shared state: their order is not counted among the interleavings. */
const NO_ACCESSES: ReadonlySet<OperationKind> = new Set<OperationKind>(['begin', 'end', 'start', 'join', 'sleep', 'checkpoint', 'suspend'])

/** Operations that concern the life of a thread. */
const LIFE: ReadonlySet<OperationKind> = new Set<OperationKind>(['begin', 'end', 'start', 'join'])

/** Whether an operation is an access to shared state, as interleavings are counted. */
export function isAccess(operation: Operation): boolean {
  return !NO_ACCESSES.has(operation.kind) && objectsOf(operation).length > 0
}

/** The objects that an operation names. */
export function objectsOf({ kind, object, also }: Operation): readonly string[] {
  const first = object ?? (kind === 'print' ? 'stdout' : undefined)
  return first === undefined ? also ?? [] : [first, ...also ?? []]
}

/** What threads synchronise by, and what no program reads or writes as a value. */
const NO_DATA = /^(?:clock$|stdout$|(?:r?lock|condition|event|(?:bounded)?semaphore|barrier|\w*queue|future|task|thread|timer|\w*loop|\w*inbox|\w*executor)#)/

/** Whether an object is a value of the program, whose accesses can race. */
export function isData(object: string): boolean {
  return !NO_DATA.test(object)
}

/** What operations of one thread touch together, if nothing comes between them. */
export function accessesOf(operations: readonly Operation[], thread: number): Accesses {
  const [only] = operations
  if (operations.length === 1 && only!.object !== undefined && only!.also === undefined && !LIFE.has(only!.kind) && !only!.object.endsWith(']'))
    return [[only!.object, only!.kind === 'read' ? 'read' : 'write']]
  const modes = new Map<string, Mode>()
  const touch = (object: string, mode: Mode): void => {
    const known = modes.get(object)
    // A read and an access to a part together conflict with both.
    modes.set(object, known === undefined || known === mode ? mode : 'write')
  }
  for (const operation of operations) {
    for (const object of objectsOf(operation)) {
      touch(object, operation.kind === 'read' ? 'read' : 'write')
      if (object.endsWith(']'))
        touch(object.slice(0, object.indexOf('[')), 'part')
    }
    // A thread's life is an object too: what starts it writes that, and what joins it reads it.
    switch (operation.kind) {
      case 'start':
        // Threads are numbered in the order of their starts.
        touch('threads', 'write')
        touch(lifeOf(operation.thread), 'write')
        break
      case 'begin':
      case 'end':
        touch(lifeOf(thread), 'write')
        break
      case 'join':
        touch(lifeOf(operation.thread), 'read')
        break
    }
  }
  return [...modes]
}

/** The object that represents a thread's life. */
export function lifeOf(thread: number | undefined): string {
  return `thread#${thread}`
}
