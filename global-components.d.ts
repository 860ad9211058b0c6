/**
 * The addon's components for `vue-tsc` in the deck that uses it: `"types": ["slidev-addon-live-concurrency"]` in its
 * tsconfig.json. They stand here once more, since a deck would otherwise have all of the addon's sources checked, by its
 * own rules; `tests/types/global-components.ts` holds them to what the components take.
 */
import type { DefineComponent } from 'vue'

/** `components/LiveCode.vue` */
interface LiveCodeProps {
  /** Name of a folder under `snippets/`. */
  demo: string
  /** Which of its variants is shown at first. @default the first */
  variant?: string
  /** Names of the variants that have a tab, with commas between them. @default all */
  tabs?: string
  /** Whether the variant is typed live: then its first step is shown first, and the next one when it is asked for. */
  steps?: boolean
  /** Whether it begins with the Python of the variant, whose interpreter is then got ready as soon as its slide is near. */
  python?: boolean
  /** Lines that matter of what is shown first, as `3, 5-7`: marked until the code is edited. */
  mark?: string
  /** @default the height of what it stands in */
  height?: string
  /** A schedule that paper shows in the place of a recorded run, as `0x3 1x2 2`: threads by number, and how many steps each takes. */
  schedule?: string
  /** For how many lanes the timeline has room at full height. @default what the demo's threads need, at most 6 */
  lanes?: number | string
}

/** `components/SideBySide.vue` */
interface SideBySideProps {
  /** Name of a folder under `snippets/`. */
  demo: string
  /** Names of the variants that are compared, with commas between them; the first is what the others are held against. @default all */
  variants?: string
}

/** `components/Exercise.vue` */
interface ExerciseProps {
  /** Name of a folder under `exercises/`. */
  name: string
}

/** `components/Recorded.vue` */
interface RecordedProps {
  demo: string
  variant: string
  /** A figure of the demo's manifest, `wall` (seconds) or `memory` (KiB). */
  figure: string
  unit?: string
  /** Divides the figure by that of this variant. */
  over?: string
  /** @default '3.14' */
  python?: string
}

/** `components/Provenance.vue` */
interface ProvenanceProps {
  demo: string
  python?: string
  /** Said before it. */
  note?: string
}

/** `components/Cited.vue` */
interface CitedProps {
  /** Of `snippets/cited.json`. */
  id: string
}

/** `components/QrCode.vue` */
interface QrCodeProps {
  /** Width and height in CSS pixels. @default 190 */
  size?: number
  /** Where it leads when nobody else can open the deck at its address, as on localhost. @default to the deck */
  fallback?: string
}

declare module 'vue' {
  interface GlobalComponents {
    LiveCode: DefineComponent<LiveCodeProps>
    SideBySide: DefineComponent<SideBySideProps>
    Exercise: DefineComponent<ExerciseProps>
    Recorded: DefineComponent<RecordedProps>
    Provenance: DefineComponent<ProvenanceProps>
    Cited: DefineComponent<CitedProps>
    QrCode: DefineComponent<QrCodeProps>
  }
}
