import type { RunOutlet } from './run-outlet'
import { languageOf } from '../languages/registry'
import { LiveRun } from './run'

/** The latest run of each file: all blocks of a file show the same run, and it outlives them. */
const runs = new Map<string, LiveRun>()
const outlets = new Set<RunOutlet>()

/** Passes events on to all listeners. */
const outlet: RunOutlet = {
  begun: info => outlets.forEach(each => each.begun(info)),
  event: (info, n, event) => outlets.forEach(each => each.event(info, n, event)),
  stop: info => outlets.forEach(each => each.stop(info)),
  answer: (info, request, line) => outlets.forEach(each => each.answer(info, request, line)),
}

/** The latest run of a file. */
export function runOf(file: string): LiveRun {
  let run = runs.get(file)
  if (!run) {
    run = new LiveRun(file, name => languageOf(name).session(name), outlet)
    runs.set(file, run)
  }
  return run
}

/** The runs of all files shown so far. */
export function allRuns(): Iterable<LiveRun> {
  return runs.values()
}

/** Subscribes to all runs of this window; returns what unsubscribes. */
export function onRuns(listener: RunOutlet): () => void {
  outlets.add(listener)
  return () => outlets.delete(listener)
}
