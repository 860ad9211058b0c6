/**
 * The GIL: CPython's algorithm (Python/ceval_gil.c) on real threads.
 *
 * One lock. A thread that wants it waits for the switch interval; when the time is up and the GIL has not changed hands
 * meanwhile, it asks the holder to drop it (`gil_drop_request`). The holder sees the request at its next checkpoint,
 * releases the GIL, and waits until another thread has taken it (the forced switch).
 */
import { Breaker, Word } from '../protocol/layout'
import { State } from '../protocol/trace'
import { current } from './current'
import { futexWaitQuietly, isStopping, raiseIfStopping } from './futex'
import { words } from './memory'
import { traceState } from './trace-writer'

/** Whether this run has a GIL. Kept here too, so that free-threaded runs pay nothing. */
let enabled = false
/** Whether this thread holds it. */
let held = false

/** Reads from the run's memory whether there is a GIL. */
export function attachGil(): void {
  enabled = words[Word.GilEnabled] === 1
  held = false
}

/** Whether this run has a GIL. */
export function gilEnabled(): boolean {
  return enabled
}

function tryTake(): boolean {
  return Atomics.compareExchange(words, Word.GilLocked, 0, 1) === 0
}

/** Waits for the GIL, asking its holder to drop it each time the switch interval has passed without a switch. */
function waitForGil(): boolean {
  Atomics.add(words, Word.GilWaiters, 1)
  try {
    for (;;) {
      const switches = Atomics.load(words, Word.GilSwitches)
      const result = futexWaitQuietly(Word.GilLocked, 1, words[Word.SwitchInterval]! / 1000)
      if (tryTake())
        return true
      if (isStopping())
        return false
      if (result === 'timed-out' && switches === Atomics.load(words, Word.GilSwitches)) {
        Atomics.or(words, Word.EvalBreaker, Breaker.DropGil)
        Atomics.add(words, Word.GilRequests, 1)
      }
    }
  }
  finally {
    Atomics.sub(words, Word.GilWaiters, 1)
  }
}

/** Takes the GIL (`take_gil`). Returns without it only when the run is being stopped. Does nothing in a free-threaded run. Returns whether it had to wait. */
export function takeGil(): boolean {
  if (!enabled || held)
    return false
  const waits = !tryTake()
  if (waits) {
    traceState(current.lane, State.GilWait, 0, words[Word.GilLastHolder]!)
    if (!waitForGil())
      return true
  }
  held = true
  if (words[Word.GilLastHolder] !== current.threadLane) {
    words[Word.GilLastHolder] = current.threadLane
    Atomics.add(words, Word.GilSwitches, 1)
    Atomics.notify(words, Word.GilSwitches)
  }
  Atomics.and(words, Word.EvalBreaker, ~Breaker.DropGil)
  return waits
}

function release(): void {
  held = false
  Atomics.store(words, Word.GilLocked, 0)
  Atomics.notify(words, Word.GilLocked, 1)
}

/** Releases the GIL on another thread's request, and waits until one has taken it: CPython's forced switch. */
function forceSwitch(): void {
  const switches = Atomics.load(words, Word.GilSwitches)
  Atomics.and(words, Word.EvalBreaker, ~Breaker.DropGil)
  release()
  while (Atomics.load(words, Word.GilWaiters) > 0
    && Atomics.load(words, Word.GilSwitches) === switches
    && !isStopping()) {
    futexWaitQuietly(Word.GilSwitches, switches, 50)
  }
}

function isAskedFor(): boolean {
  return (Atomics.load(words, Word.EvalBreaker) & Breaker.DropGil) !== 0
}

/** Releases the GIL (`drop_gil`), for a blocking call or at the thread's end. */
export function dropGil(): void {
  if (!held)
    return
  if (isAskedFor())
    forceSwitch()
  else
    release()
}

/**
 * Releases the GIL around a call that does not block, such as the event loop's poll: a waiting thread may take it
 * meanwhile.
 */
export function offerGil(): void {
  if (!held || Atomics.load(words, Word.GilWaiters) === 0)
    return
  dropGil()
  if (takeGil())
    traceState(current.lane, State.Running)
}

/** Hands the GIL over at a checkpoint. */
function handOver(): void {
  // Before the GIL is dropped: the next holder must not record its start before this thread's end.
  traceState(current.lane, State.GilWait)
  forceSwitch()
  takeGil()
  traceState(current.lane, State.Running)
}

/**
 * Called by a checkpoint when the eval breaker is set.
 *
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function handleEvalBreaker(): void {
  raiseIfStopping()
  if (held && isAskedFor())
    handOver()
}
