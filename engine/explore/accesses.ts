import type { Operation, OperationKind } from '../protocol/schedule'

/** What one or several operations touch: an object is among the writes if any of them changes it. */
export interface Accesses {
  readonly reads: readonly string[]
  readonly writes: readonly string[]
}

/** Operations whose order is no order of accesses to shared state: they are not counted among the interleavings. */
const NO_ACCESSES: ReadonlySet<OperationKind> = new Set<OperationKind>(['begin', 'end', 'start', 'join', 'sleep', 'checkpoint', 'suspend'])

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
const NO_DATA = /^(?:clock$|stdout$|(?:r?lock|condition|event|(?:bounded)?semaphore|barrier|\w*queue|future|task|thread|timer|loop|\w*executor)#)/

/** Whether an object is a value of the program, whose accesses can race. */
export function isData(object: string): boolean {
  return !NO_DATA.test(object)
}

/** What operations of one thread touch together, if nothing comes between them. */
export function accessesOf(operations: readonly Operation[], thread: number): Accesses {
  const reads = new Set<string>()
  const writes = new Set<string>()
  for (const operation of operations) {
    for (const object of objectsOf(operation))
      (operation.kind === 'read' ? reads : writes).add(object)
    // A thread's life is an object too: what starts it writes that, and what joins it reads it.
    switch (operation.kind) {
      case 'start':
        // Threads are numbered in the order of their starts.
        writes.add('threads').add(lifeOf(operation.thread))
        break
      case 'begin':
      case 'end':
        writes.add(lifeOf(thread))
        break
      case 'join':
        reads.add(lifeOf(operation.thread))
        break
    }
  }
  return { reads: [...reads].filter(object => !writes.has(object)), writes: [...writes] }
}

/** The object that stands for a thread's life. */
export function lifeOf(thread: number | undefined): string {
  return `thread#${thread}`
}
