import type { Exercise } from '../content/exercise'
import type { Report, WayReport } from './check-code'
import type { ExploredReport } from './explore-code'
import { onBeforeUnmount, shallowRef } from 'vue'

/** The state of a check. */
export type CheckState
  = | { kind: 'never' }
    | { kind: 'checking', ways: readonly WayReport[], explored?: ExploredReport }
    | { kind: 'checked', report: Report }
    /** The engine could not be started. */
    | { kind: 'broken', reason: string }

/**
 * Checks a learner's code by running it.
 *
 * @param exercise the exercise with its checks
 * @param file the name of the checked code's file
 */
export function useCheck(exercise: Exercise, file: () => string) {
  const state = shallowRef<CheckState>({ kind: 'never' })
  let controller: AbortController | undefined

  /** Checks a text; a check in progress is superseded. */
  async function check(source: string): Promise<void> {
    stop()
    const mine = controller = new AbortController()
    const publish = (next: CheckState) => {
      if (controller === mine)
        state.value = next
    }
    publish({ kind: 'checking', ways: [] })
    try {
      // Loaded on demand: the first slide must not wait for the engine.
      const { checkCode } = await import('./check-code')
      const report = await checkCode(exercise, file(), source, {
        signal: mine.signal,
        progress: (ways, explored) => publish({ kind: 'checking', ways, explored }),
      })
      publish({ kind: 'checked', report })
    }
    catch (error) {
      publish({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
    }
  }

  function stop() {
    controller?.abort()
  }

  /** Clears the result: the code has changed. */
  function forget() {
    stop()
    controller = undefined
    state.value = { kind: 'never' }
  }

  onBeforeUnmount(stop)
  return { state, check, stop, forget }
}
