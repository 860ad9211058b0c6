/** What is drawn on: its size in CSS pixels, and canvas pixels for one CSS pixel. */
export interface Place {
  width: number
  height: number
  scale: number
}

/** Puts one side of the canvas on whole pixels of the screen, or everything on it would be blurred. */
function fit(edge: number, length: number, scale: number): { offset: number, pixels: number } {
  const start = edge * devicePixelRatio
  const first = Math.ceil(start - 1e-3)
  return { offset: (first - start) / scale, pixels: Math.max(1, Math.floor(start + length * scale + 1e-3) - first) }
}

/**
 * Gives a canvas the size of the element that it stands in, and as many pixels as the screen shows of it, so that it
 * stays crisp at every density and on a scaled slide; `undefined`: the element is not in sight.
 */
export function fitToParent(element: HTMLCanvasElement): Place | undefined {
  const parent = element.parentElement
  if (!parent || parent.offsetWidth === 0 || parent.offsetHeight === 0)
    return undefined
  // A slide is scaled by a transform, which size observers don't notice.
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
