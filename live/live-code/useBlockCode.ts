import type { Ref } from 'vue'
import type { Mode } from '../content/manifest'
import type { DemoVariant } from '../demos/demos'
import type { Stepped } from '../demos/useSteps'
import type { LiveContext } from '../slidev/useLiveContext'
import { computed, watch } from 'vue'
import { demoOf, variantsOf } from '../demos/demos'
import { linkedOf } from '../demos/linked'
import { ownerOf } from '../demos/owner'
import { notePlace } from '../demos/places'
import { twinsOf } from '../demos/twins'
import { changedLines } from '../demos/typing'
import { useSteps } from '../demos/useSteps'
import { leadingImports } from '../editor/imports'
import { ownLanguage } from '../languages/registry'
import { runOf } from '../runs/runs'
import { useBlockState } from '../state/block-state'
import { blockKey } from '../state/registers'
import { parseLines } from './lines'
import { codeShare } from './split'

/** A slide's settings for the code of a block. */
interface Written {
  demo: string
  variant?: string
  tabs?: string
  steps?: boolean
  python?: boolean
  mark?: string
  lanes?: number | string
}

/** Up to which part of all lines what differs is marked: two programs that share little are not compared line by line. */
const MOST_DIFFERING = 0.5
/** What is chosen where a block begins with another language, and shows the deck's own. */
const OWN = 'own'
const PYTHON = 'python'

/** The lines of a text that another one does not have; none where most of it is different. Imports don't count. */
function differingLines(other: string, text: string): number[] {
  const imports = leadingImports(text)
  const lines = changedLines(other, text).filter(line => line > imports)
  return lines.length <= MOST_DIFFERING * (text.split('\n').length - imports) ? lines : []
}

/** The language that is chosen, or else the one that the block begins with. */
function languageOfBlock(kept: Ref<string | undefined>, first: () => string | undefined): Ref<string | undefined> {
  return computed({
    get: () => kept.value === OWN ? undefined : kept.value ?? first(),
    set: next => kept.value = next ?? (first() === undefined ? undefined : OWN),
  })
}

/** The code of a block of live code. */
export type BlockCode = ReturnType<typeof useBlockCode>

/**
 * The code of a block: the variant that is shown, its language, mode and text.
 *
 * @param props the slide's settings
 */
export function useBlockCode(props: Readonly<Written>, { page, picture }: LiveContext) {
  const variants = computed(() => {
    const all = variantsOf(props.demo)
    const names = props.tabs?.split(',').map(name => name.trim())
    return names ? all.filter(({ name }) => names.includes(name)) : all
  })
  const first = props.variant ?? variants.value[0]?.name ?? ''
  const kept = useBlockState(blockKey(page.value, props.demo), shownRun)
  const state = { ...kept, language: languageOfBlock(kept.language, () => props.python ? PYTHON : undefined) }
  const chosen = computed({
    get: () => variants.value.some(({ name }) => name === state.variant.value) ? state.variant.value! : first,
    set: name => state.variant.value = name,
  })
  const variant = computed(() => variants.value.find(({ name }) => name === chosen.value) ?? variants.value[0])
  /** The languages in which the chosen variant can be shown. */
  const twins = computed(() => variant.value ? twinsOf(props.demo, variant.value.name, variant.value.language) : [])
  /** The twin that is shown; `undefined` while the variant itself is. */
  const twin = computed(() => picture.value ? undefined : twins.value.find(({ language }) => language.id === state.language.value))
  const language = computed(() => twin.value?.language ?? variant.value?.language ?? ownLanguage)
  /** Why the code that is shown can't run here; `undefined` when it can. */
  const obstacle = computed(() => language.value.obstacle(variant.value?.variant))
  // A recording is of the whole twin, so no steps are shown next to it.
  const shown = computed((): Stepped | undefined => twin.value && obstacle.value !== undefined
    ? { file: twin.value.file, steps: [twin.value.source] }
    : twin.value ?? variant.value)
  const file = computed(() => shown.value?.file ?? '')
  /** The latest run of the file that is shown. */
  const run = computed(() => runOf(file.value))
  const steps = useSteps(() => shown.value, () => props.steps === true && !picture.value)

  /** What the chosen tab says otherwise than the first one, in the same language. */
  const others = computed(() => {
    const base = variants.value.find(({ name }) => name === first)
    if (!base || !variant.value || base.name === variant.value.name || steps.edited.value || steps.count.value > 1)
      return []
    const source = twin.value ? twinsOf(props.demo, first, base.language).find(({ language: { id } }) => id === language.value.id)?.source : base.source
    return source === undefined ? [] : differingLines(source, steps.text.value)
  })
  const marked = computed(() => {
    if (steps.changed.value.length > 0)
      return steps.changed.value
    if (others.value.length > 0)
      return others.value
    return chosen.value === first && twin.value?.language.id === (props.python ? PYTHON : undefined) && !steps.edited.value ? parseLines(props.mark) : []
  })
  /** Whether what isn't marked is only there for its context. */
  const dimmed = computed(() => others.value.length > 0 && marked.value === others.value)

  const mode = computed<Mode>({
    get() {
      const preferred = state.mode.value
      return preferred && variant.value?.modes.includes(preferred) ? preferred : variant.value?.modes[0] ?? 'gil'
    },
    set: next => state.mode.value = next,
  })

  /** The mode of schedules: a language may be explored in a mode in which it can't run. */
  const scheduleMode = computed<Mode>({
    get: () => language.value.granularities ? state.mode.value ?? 'gil' : mode.value,
    set: next => state.mode.value = next,
  })

  /** Rows of the timeline: the same height for all variants, so that nothing jumps between tabs. */
  const lanes = computed(() => props.lanes === undefined
    ? Math.max(...variants.value.map(lanesOf))
    : Number(props.lanes))

  /** Which part of the width the code takes. */
  const share = computed(() => codeShare(variants.value.map(({ source }) => source)))

  function shownRun(): string | undefined {
    return run.value.info.value?.id
  }

  // A link selects its variant and mode, and runs nothing.
  notePlace(props.demo, page.value)
  watch(() => linkedOf(props.demo), (code, before) => {
    const owner = code && ownerOf(props.demo, code.file)
    if (!owner || code.file === before?.file)
      return
    chosen.value = owner.variant.name
    state.language.value = owner.language === (owner.variant.language ?? ownLanguage) ? undefined : owner.language.id
    mode.value = code.mode
  }, { immediate: true })

  /** The selection belongs to a text that is gone. */
  watch([file, steps.text], () => {
    state.line.value = undefined
  })

  return {
    ...steps,
    state,
    variants,
    chosen,
    variant,
    twins,
    twin,
    language,
    obstacle,
    file,
    run,
    marked,
    mode,
    scheduleMode,
    lanes,
    share,
    dimmed,
    /** Whether it is a demo, which has recorded runs to print; an exercise has none. */
    isDemo: demoOf(props.demo) !== undefined,
  }
}

/** Main and its threads; tasks are not included. */
function lanesOf({ variant: { accent }, threads }: DemoVariant): number {
  return accent === 'asyncio' || threads === undefined ? 4 : Math.min(4, Math.max(2, threads + 1))
}
