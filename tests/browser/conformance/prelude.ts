/** What conformance snippets can use beside what they import; its names are Python's unittest's. */
export const PRELUDE = `
import { AssertionError as $AssertionError, repr as $repr, str as $str } from 'builtins'
import { perfCounter as $perfCounter, sleep as $sleep } from 'time'
import { Lock as $Lock, Thread as $Thread } from 'threading'

type $ErrorClass = abstract new (...args: never[]) => Error

function assertTrue(value: unknown, what = ''): asserts value {
  if (!value)
    throw new $AssertionError(\`\${$repr(value)} is not true \${what}\`)
}

function assertFalse(value: unknown, what = ''): void {
  if (value)
    throw new $AssertionError(\`\${$repr(value)} is not false \${what}\`)
}

function assertEqual<T>(actual: T, expected: NoInfer<T>, what = ''): void {
  if ($repr(actual) !== $repr(expected))
    throw new $AssertionError(\`\${$repr(actual)} != \${$repr(expected)} \${what}\`)
}

/** Checks that a call raises an error of the class (not of a derived one) whose message matches; gives the error. */
function assertRaises(errorClass: $ErrorClass, call: () => unknown, message: string | RegExp = /^/): Error {
  let raised: unknown
  try {
    call()
  }
  catch (error) {
    raised = error
  }
  if (!(raised instanceof Error) || raised.constructor !== errorClass)
    throw new $AssertionError(\`\${errorClass.name} not raised but \${raised instanceof Error ? raised.stack : $repr(raised)}\`)
  if (typeof message === 'string' ? raised.message !== message : !message.test(raised.message))
    throw new $AssertionError(\`\${errorClass.name} has the message \${$repr(raised.message)}\`)
  return raised
}

/** What is printed of an object, without where it lies. */
function withoutAddress(object: unknown): string {
  return $str(object).replace(/ at 0x[0-9a-f]{12}/g, '')
}

/** Waits until something is so; fails when it isn't after 10 seconds. */
function waitUntil(condition: () => unknown): void {
  const deadline = $perfCounter() + 10
  while (!condition()) {
    if ($perfCounter() > deadline)
      throw new $AssertionError(\`\${condition} did not come true\`)
    $sleep(0.002)
  }
}

const $lock = new $Lock()

/** Adds to a shared number, without losing an update of another thread. */
function bump(counter: { value: number }, by = 1): void {
  using _ = $lock.hold()
  counter.value += by
}

/** Starts threads that run the same function. */
function startThreads<Args extends unknown[]>(count: number, target: (...args: Args) => unknown, ...args: Args): $Thread[] {
  const threads = Array.from({ length: count }, () => new $Thread({ target: target as () => unknown, args: args as never[] }))
  for (const thread of threads)
    thread.start()
  return threads
}

function joinThreads(threads: { join: () => void }[]): void {
  for (const thread of threads)
    thread.join()
}

function elapsed(call: () => unknown): number {
  const begin = $perfCounter()
  call()
  return $perfCounter() - begin
}
`.trim().replace(/\n/g, ' \n')
