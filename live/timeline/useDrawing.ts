import type { Ref } from 'vue'
import { useEventListener, useMutationObserver, useResizeObserver } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'

/** Puts one side of the canvas on whole pixels of the screen, or everything on it would be blurred. */
function fit(edge: number, length: number, scale: number): { offset: number, pixels: number } {
  const start = edge * devicePixelRatio
  const first = Math.ceil(start - 1e-3)
  return { offset: (first - start) / scale, pixels: Math.max(1, Math.floor(start + length * scale + 1e-3) - first) }
}

/** How long the place of a canvas is taken for granted while it is drawn frame by frame, in milliseconds. */
const PLACE_KEEPS = 500

/** What is drawn on: its size in CSS pixels, and canvas pixels for one CSS pixel. */
interface Place {
  width: number
  height: number
  scale: number
}

/**
 * Calls `draw` once in the next frame after something asked for it, and never else. The canvas gets as many
 * pixels as the screen shows of it, so that it stays crisp at every density and on a scaled slide.
 *
 * @param canvas what is drawn on; it gets the size of the element that it stands in
 * @param draw gets the context, the place, and whether sizes and colours may be others than the last time
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
    // To ask for a place has the page laid out, which is too much for each frame of a run.
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
  // A face that arrives late changes how names are measured.
  void document.fonts.ready.then(requestAnew)
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return { request }
}

/** Gives a canvas the size of the element that it stands in; `undefined`: that is not in sight. */
function fitToParent(element: HTMLCanvasElement): Place | undefined {
  const parent = element.parentElement
  if (!parent || parent.offsetWidth === 0 || parent.offsetHeight === 0)
    return undefined
  // A slide is scaled by a transform, which no observer of sizes tells about.
  const box = parent.getBoundingClientRect()
  const scale = box.width / parent.offsetWidth * devicePixelRatio
  const across = fit(box.left, parent.offsetWidth, scale)
  const down = fit(box.top, parent.offsetHeight, scale)
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
  return { width: across.pixels / scale, height: down.pixels / scale, scale }
}
