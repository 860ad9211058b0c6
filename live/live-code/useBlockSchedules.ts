import type { LiveContext } from '../slidev/useLiveContext'
import type { BlockCode } from './useBlockCode'
import type { BlockRun } from './useBlockRun'
import { computed, watch } from 'vue'
import { takeLinkedSchedule } from '../demos/linked'
import { useSchedules } from '../schedules/useSchedules'
import { blockKey } from '../state/registers'

/** What a block is given. */
interface Given {
  readonly demo: string
  /** What paper shows in the place of a recorded run, see `readSchedule`. */
  readonly schedule?: string
  /** Called once the person has brought about what the variant's goal asks for. */
  reached: () => void
}

/** The schedules of a block's code: when they are in sight, in the place of runs, and what begins with them. */
export function useBlockSchedules(given: Given, { file, language, scheduleMode, state, text, variant }: BlockCode, { runs, start }: BlockRun, { near, page, picture, printed }: LiveContext) {
  const { view } = state
  /** Whether schedules are in sight, in the place of runs. */
  const inSight = computed(() => !picture.value && view.value === 'schedules' && language.value.explore !== undefined)
  const schedules = useSchedules(
    blockKey(page.value, given.demo),
    () => ({ language: language.value, text: text.value, file: file.value, mode: scheduleMode.value, threads: variant.value?.threads }),
    () => near.value && inSight.value,
    () => variant.value?.variant.goal,
  )
  const { exploration, reached, stepper } = schedules
  /** The choices of the schedule that is stepped through in this browser, if it is one of the code in sight. */
  const stepped = computed(() => stepper.isOfOther.value ? undefined : stepper.choices.value)
  /** What paper shows of schedules: the one that is stepped through, else the slide's. */
  const onPaper = computed(() => !printed.value || !language.value.replay
    ? undefined
    : (view.value === 'schedules' ? stepped.value : undefined) ?? given.schedule)
  watch(reached, (now, before) => now !== undefined && before === undefined && stepper.canUndo.value && given.reached())

  /** Runs the code; of a link that carries a schedule, the first run is the one by that schedule, step by step. */
  async function begin() {
    const schedule = language.value.replay && runs.value ? takeLinkedSchedule(file.value) : undefined
    if (schedule === undefined) {
      // What a run prints is out of sight there.
      if (view.value === 'schedules')
        view.value = 'output'
      return start()
    }
    view.value = 'schedules'
    stepper.open(schedule)
  }

  function explore() {
    if (!exploration.can.value)
      return
    view.value = 'schedules'
    stepper.leave()
    void exploration.start()
  }

  return { begin, explore, inSight, onPaper, schedules, stepped }
}

/** When a block's schedules are in sight, and what begins with them. */
export type BlockSchedules = ReturnType<typeof useBlockSchedules>
