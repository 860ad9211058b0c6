import type { Ref } from 'vue'
import { useEventListener, useMutationObserver, useResizeObserver } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'

/** Puts one side of the canvas on whole pixels of the screen, or everything on it would be blurred. */
function fit(edge: number, length: number, scale: number): { offset: number, pixels: number } {
  const start = edge * devicePixelRatio
  const first = Math.ceil(start - 1e-3)
  return { offset: (first - start) / scale, pixels: Math.max(1, Math.floor(start + length * scale + 1e-3) - first) }
}

/**
 * Calls `draw` once in the next frame after something asked for it, and never else. The canvas gets as many
 * pixels as the screen shows of it, so that it stays crisp at every density and on a scaled slide.
 *
 * @param canvas what is drawn on; it gets the size of the element that it stands in
 * @param draw gets the context, the size in CSS pixels, and canvas pixels for one CSS pixel
 */
export function useDrawing(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  draw: (context: CanvasRenderingContext2D, width: number, height: number, scale: number) => void,
) {
  let frame = 0

  function request() {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      render()
    })
  }

  function render() {
    const element = canvas.value
    const place = element?.parentElement
    const context = element?.getContext('2d')
    if (!element || !place || !context || place.offsetWidth === 0 || place.offsetHeight === 0)
      return
    // A slide is scaled by a transform, which no observer of sizes tells about.
    const box = place.getBoundingClientRect()
    const scale = box.width / place.offsetWidth * devicePixelRatio
    const across = fit(box.left, place.offsetWidth, scale)
    const down = fit(box.top, place.offsetHeight, scale)
    if (element.width !== across.pixels)
      element.width = across.pixels
    if (element.height !== down.pixels)
      element.height = down.pixels
    Object.assign(element.style, {
      left: `${across.offset}px`,
      top: `${down.offset}px`,
      width: `${across.pixels / scale}px`,
      height: `${down.pixels / scale}px`,
    })
    draw(context, across.pixels / scale, down.pixels / scale, scale)
  }

  watch(canvas, request)
  useResizeObserver(() => canvas.value?.parentElement, request)
  useEventListener(window, 'resize', request)
  useMutationObserver(document.documentElement, request, { attributeFilter: ['class', 'style'] })
  // A face that arrives late changes how names are measured.
  void document.fonts.ready.then(request)
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return { request }
}
