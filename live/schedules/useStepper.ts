import type { Schedule, ScheduledRun } from '../../engine/protocol/schedule'
import type { RoomRole } from '../page/room-role'
import type { SteppedSchedule } from '../state/registers'
import type { SteppedProgram } from './replayed'
import { computed, onScopeDispose, shallowRef, watch, watchEffect } from 'vue'
import { scheduleOf } from '../../engine/explore/shortest'
import { readSchedule, scheduleText } from '../../engine/protocol/schedule-text'
import { roomRole } from '../page/room-role'
import { stage } from '../state/stage'
import { publishedResult, publishResult } from './for-guests'
import { momentOf } from './moment'
import { textName } from './open-schedule'
import { replayed } from './replayed'
import { withShortNames } from './thread-names'

/** Goes on to where there is a choice again. */
function nextChoice({ steps }: ScheduledRun, from: number): number {
  let place = from
  while (place < steps.length && (steps[place]!.forced || steps[place]!.pending.filter(({ enabled }) => enabled).length === 1))
    place++
  return place
}

/** How many steps a number of choices has decided, with those that follow without a choice. */
function decidedBy(run: ScheduledRun, choices: number): number {
  let left = choices
  const next = run.steps.findIndex(({ forced }) => !forced && left-- === 0)
  return nextChoice(run, next < 0 ? run.steps.length : next)
}

/**
 * The schedule that a block steps through, and how it is chosen step by step. It is the same in all windows: what they share is
 * the schedule and the place in it, and each makes the run itself, since a Controlled run is the same everywhere. A guest of a
 * room runs nothing unasked: it gets the run from the presenter's window.
 *
 * @param key see `blockKey`
 * @param what the program
 * @param active whether it is in sight: until then nothing is run
 * @param role this window's role in a room
 */
export function useStepper(key: string, what: () => SteppedProgram, active: () => boolean, role: RoomRole['kind'] | undefined = roomRole()?.kind) {
  const register = computed({
    get: () => stage.get(`schedule:${key}`),
    set: value => stage.set(`schedule:${key}`, value),
  })
  const run = shallowRef<ScheduledRun>()
  /** Why it could not be made. */
  const problem = shallowRef<string>()
  const busy = shallowRef(false)
  /** What was made last, so that it is not made again. */
  let made: { of: string, run: ScheduledRun } | undefined
  let latest: AbortController | undefined
  /** What was before each choice. */
  const before = shallowRef<readonly { schedule: SteppedSchedule, at: number, run: ScheduledRun }[]>([])

  /** Whether the schedule was made for another text or mode than what is shown. */
  const isOfOther = computed(() => register.value !== undefined && (register.value.base !== textName(what().text) || register.value.mode !== what().mode))
  /** How many steps are decided: in an open schedule what follows is still to be chosen. */
  const decided = computed(() => !run.value
    ? 0
    : register.value?.isOpen ? decidedBy(run.value, readSchedule(register.value.choices)?.length ?? 0) : run.value.steps.length)
  const at = computed({
    get: () => Math.min(stage.get(`at:${key}`) ?? 0, decided.value),
    set: value => stage.set(`at:${key}`, Math.max(0, Math.min(value, decided.value))),
  })

  async function replay(schedule: Schedule, seed?: number): Promise<ScheduledRun | undefined> {
    if (role === 'guest')
      return undefined
    latest?.abort()
    const mine = latest = new AbortController()
    busy.value = true
    problem.value = undefined
    const found = await replayed(what(), schedule, { seed, signal: mine.signal })
    if (latest !== mine)
      return undefined
    busy.value = false
    problem.value = found.problem
    return found.run
  }

  function name(choices: string): string {
    const { text, mode } = what()
    return JSON.stringify([textName(text), mode, choices])
  }

  /** Shows a run that was made, at a place in it; where this window only watches, nothing. */
  function put(found: ScheduledRun, schedule: Schedule, place: number, isOpen: boolean) {
    if (stage.locked.value)
      return
    const choices = scheduleText(schedule)
    made = { of: name(choices), run: found }
    run.value = found
    register.value = { base: textName(what().text), mode: what().mode, choices, ...isOpen && { isOpen } }
    stage.set(`at:${key}`, place)
  }

  /** Steps through a run that an exploration has found. */
  function show(found: ScheduledRun) {
    before.value = []
    put(withShortNames(found), scheduleOf(found), 1, false)
  }

  /** Begins with an open schedule: the person is the scheduler. The main thread has started the others, as far as it goes. */
  async function begin() {
    const found = await replay([])
    if (!found)
      return
    before.value = []
    let place = nextChoice(found, 0)
    while (found.steps[place]?.thread === 0 && found.steps[place]!.operation.kind === 'start')
      place = nextChoice(found, place + 1)
    put(found, scheduleOf({ steps: found.steps.slice(0, place) }), place, true)
  }

  /** The choices of the steps that are done. */
  function chosen(): Schedule {
    return run.value ? scheduleOf({ steps: run.value.steps.slice(0, at.value) }) : []
  }

  /** Chooses who goes next. */
  async function choose(thread: number) {
    const from = { schedule: register.value!, at: at.value, run: run.value! }
    const schedule = [...chosen(), thread]
    const found = await replay(schedule)
    if (!found)
      return
    before.value = [...before.value, from]
    put(found, schedule, nextChoice(found, from.at + 1), true)
  }

  /** Lets a seed choose the rest. */
  async function finish(seed: number) {
    const from = { schedule: register.value!, at: at.value, run: run.value! }
    const found = await replay(chosen(), seed)
    if (!found)
      return
    before.value = [...before.value, from]
    put(found, scheduleOf(found), found.steps.length, false)
  }

  /** Takes the last choice back. */
  function undo() {
    const last = before.value.at(-1)
    if (!last)
      return
    before.value = before.value.slice(0, -1)
    made = { of: name(last.schedule.choices), run: last.run }
    register.value = last.schedule
    stage.set(`at:${key}`, last.at)
  }

  /** Opens a schedule in the code that is shown, whatever it was made for. */
  function open(choices: string) {
    before.value = []
    made = undefined
    register.value = { base: textName(what().text), mode: what().mode, choices }
    stage.set(`at:${key}`, 1)
  }

  function leave() {
    latest?.abort()
    before.value = []
    register.value = undefined
    stage.set(`at:${key}`, undefined)
  }

  /** Name of the run to show; `undefined` while there is none. */
  const wanted = computed(() => active() && register.value && !isOfOther.value ? name(register.value.choices) : undefined)

  async function make(of: string | undefined) {
    if (of === undefined || made?.of === of) {
      run.value = of === undefined ? undefined : made!.run
      return
    }
    run.value = undefined
    const found = await replay(readSchedule(register.value!.choices) ?? [])
    if (found) {
      made = { of, run: found }
      run.value = found
    }
  }

  function takeFromPresenter() {
    const published = publishedResult(`stepped:${key}`, wanted.value)
    run.value = published?.result
    problem.value = published?.problem
    busy.value = wanted.value !== undefined && published === undefined
  }

  if (role === 'guest')
    watchEffect(takeFromPresenter)
  else
    watch(wanted, make, { immediate: true })
  if (role === 'presenter')
    watch([wanted, run, problem], ([of, result, problem]) => publishResult(`stepped:${key}`, of !== undefined && (result || problem !== undefined) ? { of, result, problem } : undefined))
  onScopeDispose(() => latest?.abort())

  return {
    /** Whether there is a schedule to step through. */
    isShown: computed(() => register.value !== undefined),
    /** Whether what comes after the chosen steps is still to be chosen, and not shown. */
    isOpen: computed(() => register.value?.isOpen === true),
    isOfOther,
    /** Whether this window only shows what another one steps through. */
    watches: role === 'guest',
    decided,
    choices: computed(() => register.value?.choices),
    run,
    problem,
    busy,
    /** How many steps are done. */
    at,
    moment: computed(() => run.value && momentOf(run.value, at.value)),
    canUndo: computed(() => before.value.length > 0),
    show,
    begin,
    choose,
    finish,
    undo,
    open,
    leave,
  }
}

/** The stepper of a block. */
export type Stepper = ReturnType<typeof useStepper>
