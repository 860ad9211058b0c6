/**
 * The part of an event loop that runs in one thread: the ready queue and the timers (Lib/asyncio/base_events.py). Its
 * selector is the loop's inbox, to which other threads and the I/O bridge post.
 */
import type { AsyncGeneratorObject } from '../../kernel/async-generator'
import type { Context } from '../contextvars/context'
import type { LoopCore, LoopScheduler, SettableFuture } from './events'
import type { ExceptionContext } from './exception-handler'
import type { Callback, Runnable } from './handles'
import type { Task, TaskFactory } from './task'
import { blocking } from '../../kernel/blocking'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, SystemExit } from '../../kernel/errors'
import { handleEvalBreaker, offerGil } from '../../kernel/gil'
import { reportHangOfLoop } from '../../kernel/hang'
import { hasNodes, inboxSignal, takeNodes, waitForNode } from '../../kernel/inbox'
import { countOpenRequests } from '../../kernel/io-request'
import { words } from '../../kernel/memory'
import { report } from '../../kernel/text-writer'
import { Word } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { WaitKind } from '../../protocol/wait-layout'
import { DefaultExecutor } from './default-executor'
import { Deque } from './deque'
import { Handle, TimerHandle } from './handles'
import { Heap } from './heap'
import { forget, instant } from './instant'
import { handleNode } from './nodes'
import { ResultTimer } from './result-timer'

/** Longest single wait for the inbox. */
const MAXIMUM_SELECT_TIMEOUT_MS = 24 * 3600 * 1000
/** With this many timers, and more than half of them cancelled, the cancelled ones are removed. */
const MIN_SCHEDULED_TIMER_HANDLES = 100

/** The part of the loop that its scheduler needs. */
interface SchedulerLoop extends LoopCore {
  callExceptionHandler: (context: ExceptionContext) => void
}

/** The part of an event loop that belongs to one thread. */
export class Scheduler implements LoopScheduler {
  readonly #ready = new Deque<Runnable>()
  readonly #timers = new Heap<TimerHandle>((a, b) => a.before(b))
  readonly #loop: SchedulerLoop
  #cancelledTimers = 0
  #timersMade = 0
  /** Whether to stop after this iteration. */
  stopping = false
  debug = current.debug
  slowCallbackDuration = 0.1
  /** The running task. */
  currentTask: Task | null = null
  /** The tasks that are not done, oldest first. */
  readonly tasks = new Set<Task>()
  taskFactory: TaskFactory | null = null
  readonly defaultExecutor = new DefaultExecutor()
  /** Asynchronous generators that have started and not finished. */
  readonly asyncGenerators = new Set<AsyncGeneratorObject>()

  constructor(loop: SchedulerLoop) {
    this.#loop = loop
  }

  /** Appends to the ready queue. */
  push(runnable: Runnable): void {
    this.#ready.push(runnable)
  }

  /** Calls a function in the next iteration. */
  callSoon(callback: Callback, args: readonly unknown[], context: Context): Handle {
    const handle = new Handle(callback, args, context)
    this.#ready.push(handle)
    return handle
  }

  /** Calls a function at a time of the loop's clock, in seconds. */
  callAt(when: number, callback: Callback, args: readonly unknown[], context: Context): TimerHandle {
    return this.#schedule(new TimerHandle(when, callback, args, context, this.#timersMade++, this.#onTimerCancelled))
  }

  /** Completes a future at a time of the loop's clock, unless it was cancelled. */
  setResultAt<T>(when: number, future: SettableFuture<T>, result: T): TimerHandle {
    return this.#schedule(new ResultTimer(when, future, result, this.#timersMade++, this.#onTimerCancelled))
  }

  #schedule(timer: TimerHandle): TimerHandle {
    this.#timers.push(timer)
    return timer
  }

  readonly #onTimerCancelled = (): void => {
    this.#cancelledTimers++
  }

  /** Drops everything that is scheduled. */
  clear(): void {
    this.#ready.clear()
    this.#timers.clear()
  }

  /** One iteration: waits for the next event, then calls what is ready now (`_run_once`). */
  runOnce(): void {
    this.#dropCancelledTimers()
    this.#select()
    this.#takeDueTimers()
    for (let left = this.#ready.size; left > 0; left--) {
      const runnable = this.#ready.shift()!
      if (runnable.cancelled())
        continue
      if (this.debug)
        this.#callWatched(runnable)
      else
        this.#call(runnable)
    }
  }

  #dropCancelledTimers(): void {
    if (this.#cancelledTimers === 0)
      return
    if (this.#timers.size > MIN_SCHEDULED_TIMER_HANDLES && this.#cancelledTimers / this.#timers.size > 0.5) {
      this.#timers.keep(timer => !timer.cancelled())
      this.#cancelledTimers = 0
      return
    }
    for (let timer = this.#timers.peek(); timer?.cancelled(); timer = this.#timers.peek()) {
      this.#timers.pop()
      this.#cancelledTimers--
    }
  }

  /** Milliseconds until the next call. */
  #timeout(): number {
    if (this.#ready.size > 0 || this.stopping)
      return 0
    const next = this.#timers.peek()
    return next ? Math.min(MAXIMUM_SELECT_TIMEOUT_MS, next.when() * 1000 - instant()) : MAXIMUM_SELECT_TIMEOUT_MS
  }

  #select(): void {
    if (words[Word.EvalBreaker] !== 0) {
      handleEvalBreaker()
      forget()
    }
    const { inbox } = this.#loop
    const timeout = this.#timeout()
    if (timeout > 0) {
      const signal = inboxSignal(inbox)
      if (!hasNodes(inbox)) {
        blocking(State.Waiting, 0, 0, () => {
          if (timeout === MAXIMUM_SELECT_TIMEOUT_MS && countOpenRequests() === 0)
            this.#waitForThreads(inbox, signal)
          else
            waitForNode(inbox, signal, timeout)
        })
        forget()
      }
    }
    else {
      offerGil()
    }
    if (!hasNodes(inbox))
      return
    for (const node of takeNodes(inbox))
      handleNode(this.#loop, node)
    forget()
  }

  /** Waits for other threads to post, and reports it once it is certain that none can. */
  #waitForThreads(inbox: number, signal: number): void {
    do {
      waitForNode(inbox, signal, Infinity, WaitKind.Loop)
      reportHangOfLoop(() => Array.from(this.tasks, task => task.waitsForever()))
    } while (inboxSignal(inbox) === signal)
  }

  #takeDueTimers(): void {
    let timer = this.#timers.peek()
    if (!timer)
      return
    const time = instant() / 1000
    for (; timer && timer.when() <= time; timer = this.#timers.peek()) {
      this.#timers.pop()
      timer.scheduled = false
      this.#ready.push(timer)
    }
  }

  #call(runnable: Runnable): void {
    let previous: Context | undefined
    try {
      previous = runnable.context.enter()
      runnable.run$loop()
    }
    catch (error) {
      if (error instanceof KeyboardInterrupt || error instanceof SystemExit)
        throw error
      this.#loop.callExceptionHandler({
        message: `Exception in callback ${runnable.describe()}`,
        exception: error,
        ...runnable instanceof Handle && { handle: runnable },
      })
    }
    finally {
      if (previous)
        runnable.context.leave(previous)
    }
  }

  /** Calls it and warns if it took long: debug mode. */
  #callWatched(runnable: Runnable): void {
    const begin = instant()
    forget()
    this.#call(runnable)
    const seconds = (instant() - begin) / 1000
    if (seconds < this.slowCallbackDuration)
      return
    report({
      severity: 'warning',
      origin: 'task',
      type: 'RuntimeWarning',
      message: `Executing ${runnable.toString()} took ${seconds.toFixed(3)} seconds`,
      where: '',
      stack: '',
      line: current.line,
      hint: 'While a callback runs, nothing else on this event loop does: await, or hand the work to a thread with asyncio.toThread().',
    })
  }
}
