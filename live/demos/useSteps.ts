import type { Ref } from 'vue'
import { computed, onScopeDispose } from 'vue'
import { say } from '../page/toast'
import { stage } from '../state/stage'
import { useText } from './edits'
import { changedLines, type } from './typing'

/** What is typed: a file, and its texts step by step, the last one the whole. */
export interface Stepped {
  file: string
  steps: readonly string[]
}

/** The text of a variant, and its steps. */
export interface SteppedText {
  text: Ref<string>
  /** Whether the text is another one than the step's. */
  edited: Readonly<Ref<boolean>>
  /** Whether it is another step than the one that the slide shows first. */
  moved: Readonly<Ref<boolean>>
  /** 1-based. */
  step: Readonly<Ref<number>>
  count: Readonly<Ref<number>>
  /** Lines that the step shown has changed; none once the text is edited. */
  changed: Readonly<Ref<readonly number[]>>
  /** Types the next step, from whatever the text is now; while it is being typed, finishes it. */
  next: (atOnce?: boolean) => Promise<void>
  /** Shows the step before. */
  previous: () => void
  /** Begins again, at the text that the slide shows first; or takes away the code of a link, if that is shown. */
  reset: () => void
  /** Whether it came by a link, and nobody has taken it over. */
  linked: Readonly<Ref<boolean>>
  /** Takes the code of a link over as the person's own edit. */
  keep: () => void
}

/**
 * The text of a variant as it is typed live, step by step.
 *
 * @param variant whose text it is
 * @param begins whether a slide shows the first step first, or the whole
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
    say(steps.value.length > 1 ? `Step ${to} of ${steps.value.length}` : 'Back to what the talk shows')
    // The text stays as it is while the step changes, also in a window that hears of one after the other.
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
          // The person has begun to type, or went on to something else.
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
