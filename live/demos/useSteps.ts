import type { Ref } from 'vue'
import { computed, onScopeDispose } from 'vue'
import { say } from '../page/toast'
import { stage } from '../state/stage'
import { useText } from './edits'
import { changedLines, type } from './typing'

/** A file that is typed live, with its text at each step; the last one is the whole. */
export interface Stepped {
  file: string
  steps: readonly string[]
}

/** The text of a variant, and its steps. */
export interface SteppedText {
  text: Ref<string>
  /** Whether the text differs from the step's. */
  edited: Readonly<Ref<boolean>>
  /** Whether the step differs from the one that the slide shows first. */
  moved: Readonly<Ref<boolean>>
  /** 1-based. */
  step: Readonly<Ref<number>>
  count: Readonly<Ref<number>>
  /** The lines that the current step changed; none once the text is edited. */
  changed: Readonly<Ref<readonly number[]>>
  /** Types the next step, from the current text; while a step is being typed, finishes it. */
  next: (atOnce?: boolean) => Promise<void>
  /** Shows the previous step. */
  previous: () => void
  /** Returns to the text that the slide shows first; or removes linked code, if that is shown. */
  reset: () => void
  /** Whether it came by a link and has not been kept. */
  linked: Readonly<Ref<boolean>>
  /** Keeps linked code as the person's own edit. */
  keep: () => void
}

/**
 * The text of a variant that is typed live, step by step.
 *
 * @param variant the variant
 * @param begins whether the slide shows the first step first, or the whole
 */
export function useSteps(variant: () => Stepped | undefined, begins: () => boolean): SteppedText {
  const file = () => variant()?.file ?? ''
  const steps = computed(() => variant()?.steps ?? [''])
  const first = computed(() => begins() ? 1 : steps.value.length)
  const step = computed(() => Math.min(stage.get(`step:${file()}`) ?? first.value, steps.value.length))
  const original = computed(() => steps.value[step.value - 1] ?? '')
  const { text, edited, reset: resetText, hold, linked, keep } = useText(file, () => original.value, () => steps.value)
  let hurry: AbortController | undefined
  onScopeDispose(() => hurry?.abort())

  function go(to: number) {
    stage.set(`step:${file()}`, to === first.value ? undefined : to)
  }

  async function next(atOnce = false) {
    if (hurry)
      return hurry.abort()
    const from = text.value
    const to = Math.min(step.value + 1, steps.value.length)
    const target = steps.value[to - 1]!
    if (from === target)
      return say(steps.value.length > 1 ? 'That was the last step' : 'This demo has no steps')
    say(steps.value.length > 1 ? `Step ${to} of ${steps.value.length}` : 'Back to what the deck shows')
    // The text stays as it is while the step changes, also in a window that learns of the two one after the other.
    const own = file()
    hold()
    go(to)
    await write(own, from, target, atOnce)
  }

  async function write(own: string, from: string, target: string, atOnce: boolean) {
    hurry = new AbortController()
    let shown = text.value
    try {
      await type({
        from,
        to: target,
        pace: atOnce ? 'at once' : stage.get('pace') ?? 'letters',
        hurry: hurry.signal,
        show({ text: now, line, column }) {
          // The person has begun to type, or has moved on.
          if (file() !== own || text.value !== shown)
            return false
          text.value = now
          shown = text.value
          stage.set(`cursor:${own}`, { anchor: [line, column], head: [line, column] })
          return true
        },
      })
    }
    finally {
      hurry = undefined
      stage.set(`cursor:${own}`, undefined)
    }
  }

  function previous() {
    hurry?.abort()
    if (step.value === 1 && !edited.value)
      return say(steps.value.length > 1 ? 'That is the first step' : 'This demo has no steps')
    const to = Math.max(1, step.value - 1)
    resetText()
    go(to)
    if (steps.value.length > 1)
      say(`Step ${to} of ${steps.value.length}`)
  }

  function reset() {
    hurry?.abort()
    const own = !linked.value
    resetText()
    if (own)
      go(first.value)
  }

  return {
    text,
    edited,
    moved: computed(() => step.value !== first.value),
    step,
    count: computed(() => steps.value.length),
    changed: computed(() => edited.value || step.value === 1 ? [] : changedLines(steps.value[step.value - 2]!, original.value)),
    next,
    previous,
    reset,
    linked,
    keep,
  }
}
