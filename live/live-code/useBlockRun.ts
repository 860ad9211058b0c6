import type { RunStatus } from '../../engine/display/status'
import type { LiveContext } from '../slidev/useLiveContext'
import type { BlockCode } from './useBlockCode'
import { computed } from 'vue'
import { summaryWords } from '../../engine/display/status'
import { ownLanguage } from '../languages/registry'
import { canRun, runText } from '../runs/run-text'
import { sizedEnvironment, sizeWords } from '../runs/sizes'
import { useFallback } from '../runs/useFallback'

/**
 * The run of a block's code: its state, how to start and stop it, and what to show if it can't run.
 *
 * @param demo the block's demo
 * @param code what the block shows
 */
export function useBlockRun(demo: string, code: BlockCode, { picture }: LiveContext) {
  const { language, mode, obstacle, run, state, text, variant } = code
  /** Whether the last run did not compile, and its text is no longer what is shown: what it says is of no use. */
  const stale = computed(() => {
    const { info, problems } = run.value
    return info.value !== undefined && info.value.source !== text.value && problems.value.some(({ origin, severity }) => origin === 'compile' && severity === 'error')
  })
  const status = computed((): RunStatus => stale.value ? { kind: 'never' } : run.value.status.value)
  const running = computed(() => status.value.kind === 'running' || status.value.kind === 'stopping')
  /** A twin that can't run is replaced by the deck's own language. */
  const runsIn = computed(() => obstacle.value === undefined ? language.value : ownLanguage)
  const runs = computed(() => !picture.value && canRun(runsIn.value))
  const hasLoop = computed(() => language.value.hasEventLoop(text.value))

  async function start() {
    if (!runs.value || !variant.value)
      return
    state.line.value = undefined
    if (obstacle.value !== undefined)
      state.language.value = undefined
    const environment = language.value === ownLanguage ? await sizedEnvironment(demo) : undefined
    await runText(run.value, text.value, { mode: mode.value, environment, threads: variant.value.threads, debug: variant.value.variant.debug, seed: language.value.hasControlledRuns ? state.seed.value : undefined })
  }

  return {
    status,
    running,
    /** Whether code can be run from this block. */
    runs,
    problems: computed(() => stale.value ? [] : run.value.problems.value),
    deadlocked: computed(() => run.value.deadlock.value !== undefined),
    /** What the timeline says of a run that has ended: where it was recorded, and how it was made. What it adds up to has a view of its own. */
    said: computed(() => {
      const { recorded, options } = run.value.info.value ?? {}
      const words = status.value.kind === 'ended' ? summaryWords(status.value.summary).filter(word => !/^\d.*(?:threads?|switch(?:es)?)$/.test(word)).join(' · ') : ''
      return [recorded, options && sizeWords(options), words].filter(part => part !== undefined && part !== '')
    }),
    /** Whether the code has an event loop to show. */
    hasLoop,
    /** The moment that is marked on the timeline. */
    moment: computed(() => state.view.value === 'loop' && hasLoop.value && !running.value ? state.moment.value : undefined),
    fallback: useFallback({ demo, mode: () => mode.value, runs: () => [run.value], language: () => runsIn.value }),
    start,
    stop: () => run.value.stop(),
  }
}

/** The run of a block's code. */
export type BlockRun = ReturnType<typeof useBlockRun>
