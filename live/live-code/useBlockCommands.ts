import type { Ref } from 'vue'
import type { BlockCommand } from '../keys/commands'
import type { BlockCode } from './useBlockCode'
import { useActiveBlock } from '../keys/active-block'

/** A part of a block that can take the keys. */
interface Part {
  edit?: () => void
  focus?: () => void
}

/** What the commands act on. */
interface Block {
  root: Readonly<Ref<HTMLElement | null>>
  pane: Readonly<Ref<Part | null>>
  plot: Readonly<Ref<Part | null>>
  /** Whether the block's slide is in sight and this window may change anything. */
  takesKeys: () => boolean
  /** Whether this window may change anything. */
  controls: () => boolean
  run: () => Promise<void>
  stop: () => void
  /** Explores its schedules. */
  explore: () => void
}

/** Carries out commands of keys and buttons for a block of live code. */
export function useBlockCommands({ root, pane, plot, takesKeys, controls, run, stop, explore }: Block, code: BlockCode) {
  const { chosen, mode, next, previous, reset, state, twin, twins, variant, variants } = code
  const { language, large } = state
  const { used } = useActiveBlock({ present: takesKeys, act })

  const acts: Record<BlockCommand, () => void> = {
    'run': () => void start(),
    'stop': stop,
    'next-step': () => void next(),
    'whole-step': () => void next(true),
    'previous-step': previous,
    'reset': reset,
    'edit': () => pane.value?.edit?.(),
    'leave': () => root.value?.contains(document.activeElement) && document.activeElement !== root.value ? leave() : large.value = false,
    'variant': () => chosen.value = after(variants.value.map(({ name }) => name), chosen.value),
    'language': () => language.value = after([undefined, ...twins.value.map(each => each.language.id)], twin.value?.language.id),
    'mode': () => mode.value = after(variant.value?.modes ?? ['gil'], mode.value),
    'timeline': () => plot.value?.focus?.(),
    'enlarge': () => large.value = !large.value,
    'explore': explore,
  }

  function act(command: BlockCommand) {
    if (controls())
      acts[command]()
  }

  async function start() {
    used()
    await run()
  }

  /** Returns the keys to the deck, and keeps the place from which Tab goes on. */
  function leave() {
    root.value?.focus({ preventScroll: true })
  }

  /** Keys pressed inside the block go to this block, whichever was used last. */
  function press(event: KeyboardEvent) {
    if (event.key === 'Escape' && event.target !== root.value) {
      event.preventDefault()
      leave()
    }
    used()
  }

  return { start, leave, press, used }
}

/** The next one; the first one follows the last. */
function after<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length]!
}
