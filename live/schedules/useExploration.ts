import type { ExplorationReport } from '../../engine/protocol/exploration'
import type { Granularity } from '../../engine/protocol/schedule'
import type { Mode } from '../content/manifest'
import type { Language } from '../languages/language'
import type { RoomRole } from '../page/room-role'
import { computed, onScopeDispose, shallowRef, watch, watchEffect } from 'vue'
import { roomRole } from '../page/room-role'
import { stage } from '../state/stage'
import { publishedResult, publishResult } from './for-guests'
import { textName } from './open-schedule'

/** The program to explore. */
export interface Explored {
  language: Language
  text: string
  file: string
  mode: Mode
  threads: number | undefined
}

const GRANULARITIES: Readonly<Record<Mode, Granularity>> = { gil: 'gil', free: 'free-threaded' }

/** Where threads may switch: where CPython's may, or at each access to shared state, unless the language says otherwise. */
export function granularityOf({ granularities = GRANULARITIES }: Pick<Language, 'granularities'>, mode: Mode): Granularity {
  return granularities[mode]
}

/**
 * Explores the schedules of a program on demand, in this window or in another one: each finds the same. A guest of a room
 * explores nothing: it gets what the presenter's window has found.
 *
 * @param key see `blockKey`
 * @param what the program; the results are cleared when it changes
 * @param active whether its schedules are in sight
 * @param role this window's role in a room
 */
export function useExploration(key: string, what: () => Explored, active: () => boolean, role: RoomRole['kind'] | undefined = roomRole()?.kind) {
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

  /** What is to be explored, so that other windows know. */
  function name() {
    return `${what().mode} ${textName(what().text)}`
  }

  async function start() {
    if (role === 'guest')
      return
    stage.set(`explored:${key}`, name())
    await begin()
  }

  async function begin() {
    forget()
    const { language, text, file, mode, threads } = what()
    const mine = new AbortController()
    stopper.value = mine
    const show = (found: ExplorationReport | undefined) => {
      // Results that have been cleared meanwhile are not shown.
      if (stopper.value === mine && found)
        report.value = found
    }
    try {
      show(await language.explore?.(text, file, { granularity: granularityOf(language, mode), threads, signal: mine.signal, progress: show }))
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

  /** Whether some window has explored what is in sight. */
  const isWanted = computed(() => active() && stage.get(`explored:${key}`) === name())

  function takeFromPresenter() {
    const published = publishedResult(`found:${key}`, isWanted.value ? name() : undefined)
    report.value = published?.result
    problem.value = published?.problem
  }

  if (role === 'guest') {
    watchEffect(takeFromPresenter)
  }
  else {
    watch(() => Object.values(what()), forget)
    watch(isWanted, (wanted) => {
      if (wanted && !stopper.value && !report.value)
        void begin()
    }, { immediate: true })
  }
  if (role === 'presenter') {
    watch([stopper, report, problem], ([running, result, problem]) => {
      if (!running)
        publishResult(`found:${key}`, result || problem !== undefined ? { of: name(), result, problem } : undefined)
    })
  }
  onScopeDispose(stop)

  return {
    /** Whether the program can be explored at all. */
    can: computed(() => what().language.explore !== undefined),
    /** Whether this window only shows what another one explores. */
    watches: role === 'guest',
    report,
    problem,
    isRunning: computed(() => stopper.value !== undefined),
    start,
    stop,
  }
}

/** An exploration, as a block shows it. */
export type Exploration = ReturnType<typeof useExploration>
