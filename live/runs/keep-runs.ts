import type { Registers } from '../state/registers'
import type { Replica } from '../state/replica'
import type { LiveRun } from './run'
import { clear, createStore, del, get, set } from 'idb-keyval'
import * as v from 'valibot'
import { refuse } from '../page/refused'
import { isLater } from '../state/stamp'
import { runsDatabase } from '../state/storage'
import { isActive } from './run-events'
import { runSnapshot } from './run-shapes'
import { onRuns, runOf } from './runs'

/** How often a run in progress is saved, in milliseconds. */
const INTERVAL = 1000
/** The most to save at the end of a run: more would visibly freeze the page. */
const MOST = { lines: 20_000, letters: 2_000_000, records: 200_000 }
/** The most to save each second while a run is in progress. */
const MOST_GROWING = { lines: 200, letters: 20_000, records: 2_000 }

const store = typeof indexedDB === 'undefined' ? undefined : createStore(runsDatabase(), 'runs')
const restored = new Set<string>()

/** Saves what runs have shown, to survive a reload, and deletes it when the stage is cleared. */
export function keepRuns(stage: Replica<Registers>) {
  let timer = 0
  let current: LiveRun | undefined

  function keep(run: LiveRun, whileItGoesOn = false) {
    const snapshot = store && run.snapshot(whileItGoesOn ? MOST_GROWING : MOST)
    if (snapshot)
      set(run.file, snapshot, store).catch(error => console.warn('What the run has shown can\'t be kept over a reload:', error))
  }

  onRuns({
    begun: ({ file }) => {
      clearInterval(timer)
      current = runOf(file)
      timer = window.setInterval(() => current?.isOwn && keep(current, true), INTERVAL)
    },
    event: ({ file }, _, event) => {
      if (event.type !== 'end' && event.type !== 'gone')
        return
      clearInterval(timer)
      keep(runOf(file))
    },
    stop: () => {},
    answer: () => {},
  })
  stage.subscribe({
    set: () => {},
    cleared: () => {
      if (store)
        clear(store).catch(error => console.warn('What runs have shown can\'t be removed:', error))
    },
  })
  addEventListener('pagehide', () => current?.isOwn && keep(current))
}

/** Shows the saved state of a file's last run, unless a newer one is shown; only the first call for a file does. */
export async function restoreRun(file: string) {
  if (!store || restored.has(file))
    return
  restored.add(file)
  try {
    const found: unknown = await get(file, store)
    if (found === undefined)
      return
    if (!v.is(runSnapshot, found) || found.info.file !== file) {
      refuse('storage')
      await del(file, store)
      return
    }
    const kept = found
    const run = runOf(file)
    if (!isLater(kept.info.stamp, run.info.value?.stamp))
      return
    run.restore(kept)
    // It can't go on: its page has been closed. If another window runs it, that one reports so at once.
    if (isActive(kept.status))
      run.markGone('lost')
  }
  catch (error) {
    console.warn('What the last run has shown could not be read:', error)
  }
}
