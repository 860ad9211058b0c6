/** The addon's components take exactly what its declarations say: the compiler alone checks it, in `npm run types`. */
import type { AllowedComponentProps, ComponentCustomProps, GlobalComponents, VNodeProps } from 'vue'
import type Cited from '../../components/Cited.vue'
import type Exercise from '../../components/Exercise.vue'
import type LiveCode from '../../components/LiveCode.vue'
import type Provenance from '../../components/Provenance.vue'
import type QrCode from '../../components/QrCode.vue'
import type Recorded from '../../components/Recorded.vue'
import type SideBySide from '../../components/SideBySide.vue'

/** Without events: those are the exercise's, not a slide's. */
type PropsOf<Component> = Component extends new (...args: never[]) => { $props: infer Props }
  ? { [Name in Exclude<keyof Props, keyof (VNodeProps & AllowedComponentProps & ComponentCustomProps) | `on${Capitalize<string>}`>]: Props[Name] }
  : 'no component'

/** `true` where both have the same names, the same required ones, and the same types. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : { declared: A, taken: B }

type Compared<Name extends keyof GlobalComponents, Component> = Same<PropsOf<GlobalComponents[Name]>, PropsOf<Component>>

export const same: [
  Compared<'LiveCode', typeof LiveCode>,
  Compared<'SideBySide', typeof SideBySide>,
  Compared<'Exercise', typeof Exercise>,
  Compared<'Recorded', typeof Recorded>,
  Compared<'Provenance', typeof Provenance>,
  Compared<'Cited', typeof Cited>,
  Compared<'QrCode', typeof QrCode>,
] = [true, true, true, true, true, true, true]
