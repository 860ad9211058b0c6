/**
 * A C stack for each thread. Pyodide copies the stack of a suspended task away when another one needs the space, but
 * CPython's entry frames stand on that stack, and the garbage collector walks the frames of all threads: it would read
 * what the other task has written there. So each task gets a stack of its own, and nothing is copied.
 */
import type { PyodideModule } from './pyodide-module'

/** Bytes of a thread's C stack. With a quarter of it, recursion through C overran it. */
const STACK_BYTES = 1024 * 1024
/** Stacks that are made ahead: to grow the memory costs a thread's start more than a millisecond. */
const STACKS_AHEAD = 8

/** Gives each task that Python begins its own C stack. */
export function separateStacks(module: PyodideModule): void {
  const free: number[] = []
  const mainPointer = module.stackSave()
  const apply = module.promisingApply
  // A stack that is nowhere but where it begins is never copied.
  Object.defineProperty(module, 'stackStop', { get: () => module.stackSave(), set() {}, configurable: true })
  module.promisingApply = (...args) => {
    const base = free.pop() ?? module._malloc(STACK_BYTES)
    const pointer = module.stackSave()
    module.stackRestore((base + STACK_BYTES) & ~15)
    let result: Promise<unknown>
    try {
      result = apply(...args)
    }
    finally {
      module.stackRestore(pointer)
    }
    return result.finally(() => {
      const end = module.stackSave()
      if (end >= base && end <= base + STACK_BYTES)
        module.stackRestore(mainPointer)
      free.push(base)
    })
  }
  for (let index = 0; index < STACKS_AHEAD; index++)
    free.push(module._malloc(STACK_BYTES))
}
