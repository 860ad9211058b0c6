/**
 * The part of `@slidev/client` that this deck uses. The package ships its TypeScript sources, which do not
 * pass this project's stricter checks; tsconfig.page.json puts this file in their place for the checker only.
 * Add what you need, as it is declared in node_modules/@slidev/client.
 */
import type { RenderContext, SlideInfo, SlideRoute, SlidevConfig } from '@slidev/types'
import type { ComputedRef, Ref, WritableComputedRef } from 'vue'

declare module 'vue-router' {
  interface RouteMeta {
    slide?: Omit<SlideInfo, 'source'> & { noteHTML: string, filepath: string, start: number, id: number, no: number }
  }
}

declare module 'vue' {
  /** What templates on a slide see without an import. */
  interface ComponentCustomProperties {
    $clicks: number
    $frontmatter: Record<string, unknown>
    $nav: { currentSlideNo: number, clicks: number }
    $page: number
    $renderContext: RenderContext
  }
}

interface SlidevNav {
  slides: Ref<SlideRoute[]>
  total: ComputedRef<number>
  /** 1-based number of the slide that is shown. */
  currentPage: ComputedRef<number>
  currentSlideNo: ComputedRef<number>
  currentLayout: ComputedRef<string>
  clicks: ComputedRef<number>
  clicksStart: ComputedRef<number>
  clicksTotal: ComputedRef<number>
  /** 1 for on, -1 for back. */
  clicksDirection: Ref<number>
  nextRoute: ComputedRef<SlideRoute>
  prevRoute: ComputedRef<SlideRoute>
  hasNext: ComputedRef<boolean>
  hasPrev: ComputedRef<boolean>
  isPrintMode: ComputedRef<boolean>
  /** 1-based numbers of the slides that are printed. */
  printRange: Ref<number[]>
  isPresenter: ComputedRef<boolean>
  isEmbedded: ComputedRef<boolean>
  next: () => Promise<void>
  prev: () => Promise<void>
  nextSlide: (lastClicks?: boolean) => Promise<void>
  prevSlide: (lastClicks?: boolean) => Promise<void>
  go: (no: number | string, clicks?: number, force?: boolean) => Promise<void>
}

export function useNav(): SlidevNav

export function useDarkMode(): {
  isColorSchemaConfigured: ComputedRef<boolean>
  isDark: WritableComputedRef<boolean>
  toggleDark: (value?: boolean) => boolean
}

/** The slide that a component stands on; to be called in its setup. */
export function useSlideContext(): {
  $nav: Ref<{ currentSlideNo: number, clicks: number }>
  $clicks: Ref<number>
  /** 1-based number of the component's own slide. */
  $page: Ref<number>
  $renderContext: Ref<RenderContext>
  $frontmatter: Record<string, unknown>
  /** How much the slide is scaled to fit the window. */
  $scale: Ref<number>
  $zoom: Ref<number>
}

/** Slidev's pen for drawing on slides; with it, letters choose its tools. */
export function useDrawings(): { drawingEnabled: Ref<boolean> }

export const configs: SlidevConfig & { slidesTitle: string }
