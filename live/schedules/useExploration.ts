import type { ExplorationReport } from '../../engine/protocol/exploration'
import type { Mode } from '../content/manifest'
import type { Explore, Language } from '../languages/language'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'

/** What is explored. */
export interface Explored {
  language: Language
  text: string
  file: string
  mode: Mode
  threads: number | undefined
}

/** Threads switch where CPython's may, or at each access to what they share. */
export const GRANULARITIES: Readonly<Record<Mode, Explore['granularity']>> = { gil: 'gil', free: 'free-threaded' }

/**
 * Explores the schedules of a program, when it is asked for.
 *
 * @param what the program; what was found is forgotten when it changes
 */
export function useExploration(what: () => Explored) {
  const report = shallowRef<ExplorationReport>()
  /** Why it could not be explored. */
  const problem = shallowRef<string>()
  const stopper = shallowRef<AbortController>()

  function stop() {
    stopper.value?.abort()
  }

  function forget() {
    stop()
    stopper.value = undefined
    report.value = undefined
    problem.value = undefined
  }

  async function start() {
    forget()
    const { language, text, file, mode, threads } = what()
    const mine = new AbortController()
    stopper.value = mine
    const show = (found: ExplorationReport | undefined) => {
      // Of one that was forgotten meanwhile nothing is shown.
      if (stopper.value === mine && found)
        report.value = found
    }
    try {
      show(await language.explore?.(text, file, { granularity: GRANULARITIES[mode], threads, signal: mine.signal, progress: show }))
    }
    catch (error) {
      if (stopper.value === mine)
        problem.value = error instanceof Error ? error.message : String(error)
    }
    finally {
      if (stopper.value === mine)
        stopper.value = undefined
    }
  }

  watch(() => Object.values(what()), forget)
  onScopeDispose(stop)

  return {
    /** Whether the program can be explored at all. */
    can: computed(() => what().language.explore !== undefined),
    report,
    problem,
    isRunning: computed(() => stopper.value !== undefined),
    start,
    stop,
  }
}

/** An exploration that a block shows. */
export type Exploration = ReturnType<typeof useExploration>
