import type { Exercise } from '../content/exercise'
import type { Report, WayReport } from './check-code'
import type { ExploredReport } from './explore-code'
import { onBeforeUnmount, shallowRef } from 'vue'

/** How far checking has come. */
export type CheckState
  = | { kind: 'never' }
    | { kind: 'checking', ways: readonly WayReport[], explored?: ExploredReport }
    | { kind: 'checked', report: Report }
    /** The engine could not be started. */
    | { kind: 'broken', reason: string }

/**
 * Checks a learner's code by running it.
 *
 * @param exercise what must hold
 * @param file the name of the code that is checked
 */
export function useCheck(exercise: Exercise, file: () => string) {
  const state = shallowRef<CheckState>({ kind: 'never' })
  let controller: AbortController | undefined

  /** Checks a text; a check that goes on gives way. */
  async function check(source: string): Promise<void> {
    stop()
    const mine = controller = new AbortController()
    const tell = (news: CheckState) => {
      if (controller === mine)
        state.value = news
    }
    tell({ kind: 'checking', ways: [] })
    try {
      // The engine is not on the way to the first slide.
      const { checkCode } = await import('./check-code')
      const report = await checkCode(exercise, file(), source, {
        signal: mine.signal,
        progress: (ways, explored) => tell({ kind: 'checking', ways, explored }),
      })
      tell({ kind: 'checked', report })
    }
    catch (error) {
      tell({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
    }
  }

  function stop() {
    controller?.abort()
  }

  /** Forgets what was found: the code is another one now. */
  function forget() {
    stop()
    controller = undefined
    state.value = { kind: 'never' }
  }

  onBeforeUnmount(stop)
  return { state, check, stop, forget }
}
