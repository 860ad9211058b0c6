import { blocking, forbidAtTopLevel } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { peekValue, putValue } from '../../kernel/codec'
import { callWithCopies, takeKept } from '../../kernel/copied-arguments'
import { RuntimeError } from '../../kernel/errors'
import { crossingName, isCoroutineFunction, registeredFunction } from '../../kernel/functions'
import { futexWait } from '../../kernel/futex'
import { gilEnabled } from '../../kernel/gil'
import { waitForThread } from '../../kernel/hang'
import { words } from '../../kernel/memory'
import { handleOf, registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { blockPoint, noted, schedulePoint } from '../../kernel/schedule'
import { currentThreadRecord, setThreadName, threadName } from '../../kernel/thread-record'
import { startThread } from '../../kernel/threads'
import { Op, Test } from '../../protocol/baton-layout'
import { Word } from '../../protocol/layout'
import { THREAD_WORDS, ThreadState, ThreadWord } from '../../protocol/thread-layout'
import { State } from '../../protocol/trace'
import { exportContext } from '../contextvars/crossing'
import { checkSeconds, optionalTimeout, WAIT_NAMES } from './timeout'

/** Options of {@link Thread}. */
export interface ThreadOptions<Args extends readonly unknown[] = readonly never[]> {
  /** A function at the module's top level, called in the thread. */
  target?: (...args: Args) => unknown
  /** Its arguments: plain data, shared objects and primitives can cross. @default [] */
  args?: Args
  /** @default `Thread-N (target)`, as in Python */
  name?: string
  /** Whether the program may end while the thread still runs. @default as the current thread */
  daemon?: boolean
}

/** Error text that says what to write instead of `kwargs`. */
export const NO_KEYWORD_ARGUMENTS = 'JavaScript has no keyword arguments; give an object among the args, as args: [{ n: 1 }]'

const THREAD_NAMES: readonly string[] = ['target', 'args', 'name', 'daemon']
const ABSENT = {
  kwargs: NO_KEYWORD_ARGUMENTS,
  group: 'there are no thread groups, in Python neither',
  context: 'set context variables in the thread itself',
}

/**
 * A thread.
 *
 * @see https://docs.python.org/3.14/library/threading.html#thread-objects
 */
export class Thread<const Args extends readonly unknown[] = readonly never[]> extends SharedObject {
  /**
   * @throws TypeError when the target is a closure or an async function, or an argument can't cross to another thread
   */
  constructor(options: ThreadOptions<Args> = {}) {
    checkOptions('Thread.__init__', options, THREAD_NAMES, ABSENT)
    const { target, args = [], daemon } = options
    const targetName = target === undefined ? undefined : crossingName(target, 'the target of a Thread')
    if (isCoroutineFunction(target)) {
      throw new TypeError(`the target of a Thread can't be the async function '${targetName}': calling it only makes a coroutine. `
        + 'Give a plain function that calls asyncio.run().')
    }
    if (!Array.isArray(args))
      throw new TypeError('args must be an array')
    const className = subclassName(new.target)
    super(THREAD_WORDS, (address) => {
      const name = options.name || `Thread-${Atomics.add(words, Word.LastThreadNumber, 1) + 1}${targetName === undefined ? '' : ` (${targetName})`}`
      words[address + ThreadWord.Name] = putValue(String(name), 'name')
      words[address + ThreadWord.Daemon] = Number(daemon ?? isDaemon(currentThreadRecord()))
      words[address + ThreadWord.Target] = targetName === undefined ? 0 : putValue(targetName, 'target')
      words[address + ThreadWord.Args] = putValue(args, 'args')
      ;[words[address + ThreadWord.Kept], words[address + ThreadWord.KeptLine]] = takeKept()
      words[address + ThreadWord.Class] = className === undefined ? 0 : putValue(className, 'class')
    })
  }

  /**
   * The thread's name; it has no meaning, and several threads may have the same.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.name
   */
  get name(): string {
    return threadName(this.address)
  }

  set name(name: string) {
    setThreadName(this.address, String(name))
  }

  /**
   * The thread's number, null before it starts. It is its lane on the timeline too.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.ident
   */
  get ident(): number | null {
    return words[this.address + ThreadWord.Lane] || null
  }

  /** @see https://docs.python.org/3.14/library/threading.html#threading.Thread.native_id */
  get nativeId(): number | null {
    return this.ident
  }

  /**
   * Whether the program may end while the thread still runs.
   *
   * @throws RuntimeError when set after the start
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.daemon
   */
  get daemon(): boolean {
    return isDaemon(this.address)
  }

  set daemon(daemon: boolean) {
    if (stateOf(this.address) !== ThreadState.Initial)
      throw new RuntimeError('cannot set daemon status of active thread')
    words[this.address + ThreadWord.Daemon] = Number(daemon)
  }

  /**
   * Starts the thread; returns once it runs.
   *
   * @throws RuntimeError when it has been started before, or too many threads are alive
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.start
   */
  start(): void {
    forbidAtTopLevel('a thread can\'t be started')
    if (stateOf(this.address) !== ThreadState.Initial)
      throw new RuntimeError('threads can only be started once')
    if (words[this.address + ThreadWord.Class] !== 0)
      words[this.address + ThreadWord.Fields] = putValue({ ...this }, 'this')
    if (!gilEnabled())
      this._inheritContext()
    startThread(this.address)
  }

  /**
   * Gives the thread a copy of the starting thread's context, as far as it can cross. Python does so without the GIL, where
   * `sys.flags.thread_inherit_context` is 1.
   */
  private _inheritContext(): void {
    const context = exportContext()
    if (context.length > 0)
      words[this.address + ThreadWord.Context] = putValue(context, 'context')
  }

  /**
   * The thread's work: calls the target with the arguments. A subclass may override it.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.run
   */
  run(): void {
    const target = words[this.address + ThreadWord.Target]!
    if (target === 0)
      return
    const args = peekValue(words[this.address + ThreadWord.Args]!) as unknown[]
    callWithCopies(registeredFunction(peekValue(target) as string), args, [words[this.address + ThreadWord.Kept]!, words[this.address + ThreadWord.KeptLine]!])
  }

  /**
   * Waits until the thread has ended.
   *
   * @throws RuntimeError when it has not been started, or is the current thread
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.join
   */
  join(options: {
    /** The longest to wait, in seconds; `isAlive` says afterwards whether the thread has ended. @default forever */
    timeout?: number | null
  } = {}): void {
    checkOptions('Thread.join', options, WAIT_NAMES)
    if (stateOf(this.address) === ThreadState.Initial)
      throw new RuntimeError('cannot join thread before it is started')
    if (this.address === currentThreadRecord())
      throw new RuntimeError('cannot join current thread')
    const done = this.address + ThreadWord.Done
    const timeout = optionalTimeout(options.timeout)
    if (timeout > 0 && timeout !== Infinity)
      checkSeconds(options.timeout)
    if (!blockPoint(Op.Join, this.address, timeout, Test.NotEqual, done, 0))
      return
    if (Atomics.load(words, done) === 0 && timeout > 0) {
      blocking(State.Waiting, this.address, this.ident ?? 0, () => {
        const deadline = now() + timeout
        for (let left = timeout; left > 0 && Atomics.load(words, done) === 0; left = deadline - now()) {
          if (left === Infinity)
            waitForThread(done, 0)
          else
            futexWait(done, 0, left)
        }
      })
    }
    takeFields(this)
  }

  /**
   * Whether the thread has been started and has not ended.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Thread.is_alive
   */
  isAlive(): boolean {
    schedulePoint(Op.Read, this.address)
    return noted(stateOf(this.address) === ThreadState.Started)
  }

  override toString(): string {
    const state = ['initial', 'started', 'stopped'][stateOf(this.address)]!
    return `<${this.constructor.name}(${this.name}, ${state}${this.daemon ? ' daemon' : ''}${this.ident === null ? '' : ` ${this.ident}`})>`
  }
}

/** Thread's number among the shared classes. */
const THREAD_KIND = registerSharedClass(Thread as never, (record) => {
  const name = words[record + ThreadWord.Class]!
  const { prototype } = name === 0 ? Thread : registeredFunction(peekValue(name) as string)
  return Object.create(prototype as object) as object
})

/** Classes of the standard modules that derive from Thread; they keep their state in args. */
const engineThreadClasses = new Set<object>([Thread])

/** This thread's handle for a thread. */
export function threadHandle(record: number): Thread {
  return handleOf(THREAD_KIND, record) as Thread
}

function stateOf(record: number): ThreadState {
  return Atomics.load(words, record + ThreadWord.State)
}

function isDaemon(record: number): boolean {
  return record !== 0 && words[record + ThreadWord.Daemon] === 1
}

/** The name of a program's subclass of Thread; undefined for Thread and the engine's own classes, which add no fields. */
function subclassName(constructor: object): string | undefined {
  return engineThreadClasses.has(constructor) ? undefined : crossingName(constructor, 'a class derived from Thread')
}

/**
 * The thread object of a record, in the thread that runs it: an instance of its subclass, if any, with the fields that it
 * had when it was started.
 */
export function threadOf(record: number): Thread {
  const thread = threadHandle(record)
  const fields = words[record + ThreadWord.Fields]!
  return fields === 0 ? thread : Object.assign(thread, peekValue(fields))
}

/** Copies the fields that `run` set in the thread to this thread's instance of a subclass. */
function takeFields(thread: Thread): void {
  if (words[thread.address + ThreadWord.Class] !== 0 && stateOf(thread.address) === ThreadState.Stopped)
    Object.assign(thread, peekValue(words[thread.address + ThreadWord.Fields]!))
}

/** Publishes the fields of a subclass's instance, for threads that join this one. */
export function publishFields(thread: Thread): void {
  if (words[thread.address + ThreadWord.Class] !== 0)
    words[thread.address + ThreadWord.Fields] = putValue({ ...thread }, 'this')
}
