import type { Goal } from '../content/goal'
import type { Standing } from './moment'
import type { SteppedProgram } from './replayed'
import { computed } from 'vue'
import { reachedAt } from './moment'
import { useExploration } from './useExploration'
import { useStepper } from './useStepper'

/**
 * The schedules of a block's code: all of them, and the one that is stepped through.
 *
 * @param key see `blockKey`
 * @param what the program
 * @param active whether its schedules are in sight
 * @param goal what a person is to bring about
 */
export function useSchedules(key: string, what: () => SteppedProgram, active: () => boolean, goal: () => Goal | undefined) {
  const stepper = useStepper(key, what, active)
  /** After how many steps of the schedule in sight the goal was reached; nothing as long as it wasn't. */
  const reached = computed(() => {
    const wanted = goal()
    return wanted && stepper.run.value ? reachedAt(stepper.run.value, stepper.at.value, wanted.reached) : undefined
  })
  return {
    reached,
    exploration: useExploration(key, what, active),
    stepper,
    goal: computed(goal),
    /** Where each thread stands in the code; nothing while no schedule is stepped through. */
    standings: computed((): readonly Standing[] => active() && stepper.isShown.value ? stepper.moment.value?.threads ?? [] : []),
  }
}

/** The schedules of a block's code. */
export type Schedules = ReturnType<typeof useSchedules>
