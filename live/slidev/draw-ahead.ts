import type { SlideRoute } from '@slidev/types'

/** Draws a slide that is not in sight, and keeps it drawn, by Slidev's own mark of such slides. */
export function drawAhead(route: SlideRoute) {
  route.meta.__preloaded = true
}
