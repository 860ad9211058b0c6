/** Holds what live/slidev declares of Slidev's client against the client's own sources; see tests/unit/slidev. */
import type PrintSlide from '@slidev/client/internals/PrintSlide.vue'
import type SlideWrapper from '@slidev/client/internals/SlideWrapper.vue'
import type setupShiki from '@slidev/client/setup/shiki.ts'
import type * as declared from '../../live/slidev/slidev-client'
import type { injectionSlidevContext as DeclaredContext, createFixedClicks as DeclaredFixedClicks, useFixedNav as DeclaredFixedNav, disableBuiltinSync as DeclaredSync } from '../../live/slidev/slidev-internals'
import type DeclaredSlideWrapper from '../../live/slidev/slidev-internals'
import type DeclaredMonaco from '../../live/slidev/slidev-monaco'
import type DeclaredPrintSlide from '../../live/slidev/slidev-print-slide'
import type DeclaredShiki from '../../live/slidev/slidev-shiki'
import * as client from '@slidev/client'
import { createFixedClicks } from '@slidev/client/composables/useClicks.ts'
import { useFixedNav } from '@slidev/client/composables/useNav.ts'
import { injectionSlidevContext } from '@slidev/client/constants.ts'
import { configs } from '@slidev/client/env.ts'
import setupMonaco from '@slidev/client/setup/monaco.ts'
import { disableBuiltinSync } from '@slidev/client/state/syncState.ts'

client satisfies typeof declared
createFixedClicks satisfies typeof DeclaredFixedClicks
useFixedNav satisfies typeof DeclaredFixedNav
injectionSlidevContext satisfies typeof DeclaredContext
configs satisfies typeof declared.configs
setupMonaco satisfies typeof DeclaredMonaco
disableBuiltinSync satisfies typeof DeclaredSync

/** What a component can be given. */
type Props<Component extends abstract new (...given: never) => { $props: object }> = InstanceType<Component>['$props']
export const printSlideProps = (declared: Props<typeof DeclaredPrintSlide>): Props<typeof PrintSlide> => declared
export const slideWrapperProps = (declared: Props<typeof DeclaredSlideWrapper>): Props<typeof SlideWrapper> => declared

/** Slidev's type leaves open whether there are one or two themes; setup/shiki.ts names two. */
type Shiki = Awaited<ReturnType<typeof setupShiki>> & Pick<Awaited<ReturnType<typeof DeclaredShiki>>, 'defaultHighlightOptions'>
export const shiki = (real: Shiki): Awaited<ReturnType<typeof DeclaredShiki>> => real
