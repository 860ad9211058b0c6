import type { Ref } from 'vue'
import type { Place } from '../../engine/display/timeline/place'
import { useEventListener, useMutationObserver, useResizeObserver } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { fitToParent } from '../../engine/display/timeline/place'

/** How long the canvas's position is cached while it is drawn frame by frame, in milliseconds. */
const PLACE_KEEPS = 500

/**
 * Calls `draw` once in the next frame after a request, and only then. The canvas gets one pixel for each of the screen's,
 * so that it stays crisp at every density and on a scaled slide.
 *
 * @param canvas the canvas to draw on; it gets the size of its container
 * @param draw gets the context, the position, and whether sizes and colours may have changed since the last time
 */
export function useDrawing(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  draw: (context: CanvasRenderingContext2D, place: Place, changed: boolean) => void,
) {
  let frame = 0
  let place: Place | undefined
  let measured = Number.NEGATIVE_INFINITY

  function request() {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      render()
    })
  }

  function requestAnew() {
    measured = Number.NEGATIVE_INFINITY
    request()
  }

  function render() {
    const context = canvas.value?.getContext('2d')
    if (!canvas.value || !context)
      return
    // Reading the position forces layout, which is too expensive in each frame of a run.
    const changed = performance.now() - measured > PLACE_KEEPS
    if (changed) {
      place = fitToParent(canvas.value)
      measured = performance.now()
    }
    if (place)
      draw(context, place, changed)
  }

  watch(canvas, requestAnew)
  useResizeObserver(() => canvas.value?.parentElement, requestAnew)
  useEventListener(window, 'resize', requestAnew)
  useMutationObserver(document.documentElement, requestAnew, { attributeFilter: ['class', 'style'] })
  // A font that loads late changes the width of names.
  void document.fonts.ready.then(requestAnew)
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return { request }
}
