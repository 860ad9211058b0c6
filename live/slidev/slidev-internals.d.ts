/** Files of `@slidev/client` that the reading mode stands on, for the checker only: see slidev-client.d.ts. */
import type { ClicksContext, RenderContext, SlideRoute, SlidevConfig } from '@slidev/types'
import type { ComputedRef, DefineComponent, InjectionKey, MaybeRef } from 'vue'

/** constants.ts */
export const injectionSlidevContext: InjectionKey<unknown>

/** composables/useClicks.ts */
export function createFixedClicks(route: SlideRoute, current: MaybeRef<number>): ClicksContext

/** composables/useNav.ts: the navigation of a place that always shows one slide. */
export function useFixedNav(route: SlideRoute, clicks: ClicksContext): { currentSlideNo: ComputedRef<number> }

/** env.ts */
export const configs: SlidevConfig

/** state/syncState.ts: this window takes no more part in the windows' talk of slides and clicks. */
export function disableBuiltinSync(): void

/** internals/SlideWrapper.vue */
declare const SlideWrapper: DefineComponent<{ clicksContext: ClicksContext, route: SlideRoute, renderContext: RenderContext }>
export default SlideWrapper
