import type { Ref } from 'vue'
import { useEventListener, useMutationObserver, useResizeObserver } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'

/**
 * Calls `draw` once in the next frame after something asked for it, and never else. The canvas gets as many
 * pixels as the screen shows of it, so that it stays crisp at every density and on a scaled slide.
 *
 * @param canvas what is drawn on; its size comes from its style
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
    const width = element?.offsetWidth ?? 0
    const height = element?.offsetHeight ?? 0
    const context = element?.getContext('2d')
    if (!element || !context || width === 0 || height === 0)
      return
    // A slide is scaled by a transform, which no observer of sizes tells about.
    const scale = element.getBoundingClientRect().width / width * devicePixelRatio
    const pixels = [Math.round(width * scale), Math.round(height * scale)] as const
    if (element.width !== pixels[0] || element.height !== pixels[1])
      [element.width, element.height] = pixels
    draw(context, width, height, scale)
  }

  watch(canvas, request)
  useResizeObserver(canvas, request)
  useEventListener(window, 'resize', request)
  useMutationObserver(document.documentElement, request, { attributeFilter: ['class', 'style'] })
  // A face that arrives late changes how names are measured.
  void document.fonts.ready.then(request)
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return { request }
}
