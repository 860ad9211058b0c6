/** The event loop: Lib/asyncio/base_events.py, its selector being the inbox that other threads and the I/O bridge write to. */
import { State } from '../../protocol/trace'
import { type NodeKind, NodeWord, createInbox, inboxSignal, takeNodes, waitForNode } from '../../kernel/inbox'
import { Word } from '../../protocol/layout'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { Coroutine } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, SystemExit } from '../../kernel/errors'
import { describe } from '../../kernel/functions'
import { handleEvalBreaker } from '../../kernel/gil'
import { words } from '../../kernel/memory'
import { report } from '../../kernel/text'
import { type Context, currentContext } from '../contextvars/context'
import { describeError } from '../threading/bootstrap'
import { Deque } from './deque'
import { Future } from './future'
import { Handle, TimerHandle } from './handles'
import { Heap } from './heap'
import { runningLoop, setRunningLoop } from './running'
import { ensureFuture, type Task } from './task'

/** What a node in the inbox means to the loop. */
export type NodeHandler = (node: number) => void

/** What an exception handler is told. */
export interface ExceptionContext {
  message: string
  exception?: unknown
  future?: Future
  task?: Task
}

interface CallOptions {
  /** @default the current one */
  context?: Context
}

/** Longest wait for the inbox in one go. */
const MAXIMUM_SELECT_TIMEOUT_MS = 24 * 3600 * 1000

/**
 * An event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html
 */
export class EventLoop {
  readonly #ready = new Deque<Handle>()
  readonly #scheduled = new Heap<TimerHandle>((a, b) => a.when() < b.when())
  readonly #nodeHandlers = new Map<NodeKind, NodeHandler>()
  #running = false
  #stopping = false
  #closed = false
  #debug = current.debug
  #exceptionHandler: ((loop: EventLoop, context: ExceptionContext) => void) | undefined
  /**
   * Where other threads and the I/O bridge leave what they have for it.
   * @internal
   */
  readonly inbox = createInbox()
  /**
   * How many callbacks run in debug mode before it warns, in seconds.
   *
   * @see https://docs.python.org/3.14/library/asyncio-dev.html#debug-mode
   */
  slowCallbackDuration = 0.1

  /** The loop's clock, in seconds. */
  time(): number {
    return now() / 1000
  }

  getDebug(): boolean {
    return this.#debug
  }

  setDebug(enabled: boolean): void {
    this.#debug = enabled
  }

  isRunning(): boolean {
    return this.#running
  }

  isClosed(): boolean {
    return this.#closed
  }

  /**
   * Calls a function in the next round of the loop.
   *
   * @throws RuntimeError when the loop is closed
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_soon
   */
  callSoon<Args extends readonly unknown[]>(callback: (...args: [...Args]) => unknown, args?: Args, options: CallOptions = {}): Handle {
    this.#checkClosed()
    const handle = new Handle(callback as never, args ?? [], options.context ?? currentContext())
    this.#ready.push(handle)
    return handle
  }

  /**
   * Calls a function after a number of seconds.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_later
   */
  callLater<Args extends readonly unknown[]>(delay: number, callback: (...args: [...Args]) => unknown, args?: Args, options: CallOptions = {}): TimerHandle {
    if (typeof delay !== 'number')
      throw new TypeError('delay must not be None')
    return this.callAt(this.time() + delay, callback, args, options)
  }

  /**
   * Calls a function at a time of the loop's clock.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_at
   */
  callAt<Args extends readonly unknown[]>(when: number, callback: (...args: [...Args]) => unknown, args?: Args, options: CallOptions = {}): TimerHandle {
    this.#checkClosed()
    const handle = new TimerHandle(when, callback as never, args ?? [], options.context ?? currentContext())
    this.#scheduled.push(handle)
    return handle
  }

  /** A future of this loop. */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>({ loop: this })
  }

  /**
   * Handles a kind of inbox node.
   * @internal
   */
  onNode(kind: NodeKind, handler: NodeHandler): void {
    this.#nodeHandlers.set(kind, handler)
  }

  /**
   * Runs until a future is done, blocking this thread.
   *
   * @throws RuntimeError when a loop runs in this thread already
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_until_complete
   */
  runUntilComplete<T>(awaitable: Future<T> | Coroutine<T> | PromiseLike<T>): T {
    this.#checkClosed()
    this.#checkNotRunning()
    const isNew = !(awaitable instanceof Future)
    const future = ensureFuture(awaitable as Future<T>, { loop: this })
    const stop = (): void => this.stop()
    future.addDoneCallback(stop)
    try {
      this.runForever()
    }
    catch (error) {
      if (isNew && future.done() && !future.cancelled())
        future.exception()
      throw error
    }
    finally {
      future.removeDoneCallback(stop)
    }
    if (!future.done())
      throw new RuntimeError('Event loop stopped before Future completed.')
    return future.result()
  }

  /**
   * Runs until `stop` is called, blocking this thread.
   *
   * @throws RuntimeError when a loop runs in this thread already
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_forever
   */
  runForever(): void {
    this.#checkClosed()
    this.#checkNotRunning()
    this.#running = true
    setRunningLoop(this)
    try {
      do
        this.#runOnce()
      while (!this.#stopping)
    }
    finally {
      this.#stopping = false
      this.#running = false
      setRunningLoop(undefined)
    }
  }

  /** Stops after this round. */
  stop(): void {
    this.#stopping = true
  }

  /**
   * Closes the loop: what is scheduled is dropped.
   *
   * @throws RuntimeError when it runs
   */
  close(): void {
    if (this.#running)
      throw new RuntimeError('Cannot close a running event loop')
    this.#closed = true
    this.#ready.clear()
  }

  #checkClosed(): void {
    if (this.#closed)
      throw new RuntimeError('Event loop is closed')
  }

  #checkNotRunning(): void {
    if (this.#running)
      throw new RuntimeError('This event loop is already running')
    if (runningLoop())
      throw new RuntimeError('Cannot run the event loop while another loop is running')
  }

  /** One round: waits for what comes next, then calls what is ready now (`_run_once`). */
  #runOnce(): void {
    this.#dropCancelledTimers()
    let timeout = MAXIMUM_SELECT_TIMEOUT_MS
    const next = this.#scheduled.peek()
    if (this.#ready.size > 0 || this.#stopping)
      timeout = 0
    else if (next)
      timeout = Math.min(timeout, Math.max(0, (next.when() - this.time()) * 1000))
    this.#select(timeout)

    const time = this.time()
    for (let timer = this.#scheduled.peek(); timer && timer.when() <= time; timer = this.#scheduled.peek()) {
      this.#scheduled.pop()
      if (!timer.cancelled())
        this.#ready.push(timer)
    }

    for (let left = this.#ready.size; left > 0; left--) {
      const handle = this.#ready.shift()!
      if (!handle.cancelled())
        this.#call(handle)
    }
  }

  #dropCancelledTimers(): void {
    for (let timer = this.#scheduled.peek(); timer?.cancelled(); timer = this.#scheduled.peek())
      this.#scheduled.pop()
  }

  #select(timeout: number): void {
    if (words[Word.EvalBreaker] !== 0)
      handleEvalBreaker()
    const signal = inboxSignal(this.inbox)
    let nodes = takeNodes(this.inbox)
    if (nodes.length === 0 && timeout > 0) {
      blocking(State.Waiting, 0, 0, () => waitForNode(this.inbox, signal, timeout))
      nodes = takeNodes(this.inbox)
    }
    for (const node of nodes)
      this.#nodeHandlers.get(words[node + NodeWord.Kind]!)?.(node)
  }

  #call(handle: Handle): void {
    const begin = this.#debug ? this.time() : 0
    try {
      handle.context.run(handle.callback, ...handle.args as never[])
    }
    catch (error) {
      if (error instanceof KeyboardInterrupt || error instanceof SystemExit)
        throw error
      this.callExceptionHandler({ message: `Exception in callback ${handle.callback.name || '<lambda>'}`, exception: error })
    }
    if (this.#debug && this.time() - begin >= this.slowCallbackDuration) {
      report({
        severity: 'warning',
        origin: 'task',
        type: 'RuntimeWarning',
        message: `Executing ${describeHandle(handle)} took ${(this.time() - begin).toFixed(3)} seconds`,
        where: '',
        stack: '',
        line: current.line,
        hint: 'While a callback runs, nothing else on this event loop does: await, or hand the work to a thread with asyncio.toThread().',
      })
    }
  }

  /**
   * Sets what is told of exceptions that nobody handles; undefined brings the default back, which reports them.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler
   */
  setExceptionHandler(handler: ((loop: EventLoop, context: ExceptionContext) => void) | undefined): void {
    if (handler !== undefined && typeof handler !== 'function')
      throw new TypeError(`A callable object or None is expected, got ${describe(handler)}`)
    this.#exceptionHandler = handler
  }

  getExceptionHandler(): ((loop: EventLoop, context: ExceptionContext) => void) | undefined {
    return this.#exceptionHandler
  }

  /** Tells of an exception that nobody handles. */
  callExceptionHandler(context: ExceptionContext): void {
    if (!this.#exceptionHandler) {
      this.defaultExceptionHandler(context)
      return
    }
    try {
      this.#exceptionHandler(this, context)
    }
    catch (error) {
      this.defaultExceptionHandler({ message: 'Unhandled error in exception handler', exception: error })
    }
  }

  /** Reports an exception as an error of the task or callback it came from. */
  defaultExceptionHandler({ message, exception, future, task }: ExceptionContext): void {
    const source = task ?? (future && 'getName' in future ? future as Task : undefined)
    const details = exception === undefined ? { type: 'RuntimeWarning', message, stack: '' } : describeError(exception)
    report({
      severity: exception === undefined ? 'warning' : 'error',
      origin: 'task',
      where: source?.getName() ?? '',
      ...details,
      ...(exception !== undefined && { hint: message }),
    })
  }
}

function describeHandle({ callback, args }: Handle): string {
  const task = (callback as { task?: Task }).task ?? args.find(arg => arg instanceof Future && 'getName' in arg)
  return task ? String(task) : `<Handle ${callback.name || '<lambda>'}>`
}
