/** A point in CSS pixels from the element's top left corner. */
export interface Point {
  x: number
  y: number
}

/** Callbacks for the pointer. */
interface PointerHandlers {
  /** The pointer hovers here; `undefined`: nowhere any more. */
  hover: (point: Point | undefined) => void
  /** The pointer was dragged with its button down; CSS pixels since the last call. */
  drag: (dx: number, dy: number) => void
  /** The pointer was pressed and let go at the same place. */
  press: (point: Point) => void
  /** Two fingers or the wheel ask for more (less than 1) or less (more than 1) about a point. */
  zoom: (factor: number, about: Point) => void
  /** The wheel moves sideways, or over the names up and down; CSS pixels. */
  scroll: (dx: number, dy: number) => void
  /** Whether the wheel zooms at this point, or scrolls. */
  zoomsAt: (point: Point) => boolean
}

/** Less movement than this is a press. */
const SLACK = 4
/** How much one notch of a wheel zooms. */
const WHEEL = 0.0016

/**
 * Hover, drag, press, wheel and pinch on an element, in its own CSS pixels whatever scale it is shown at.
 *
 * @returns listeners by the names of their events
 */
export function trackPointer(element: { readonly value: HTMLElement | null }, handlers: PointerHandlers) {
  const fingers = new Map<number, Point>()
  let moved = false

  function pointOf(event: MouseEvent): Point {
    const box = element.value!.getBoundingClientRect()
    const scale = box.width / element.value!.offsetWidth || 1
    return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale }
  }

  function down(event: PointerEvent) {
    if (event.button !== 0)
      return
    element.value!.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, pointOf(event))
    moved = fingers.size > 1
  }

  function move(event: PointerEvent) {
    const point = pointOf(event)
    handlers.hover(event.pointerType === 'touch' ? undefined : point)
    const last = fingers.get(event.pointerId)
    if (!last)
      return
    if (!moved && Math.hypot(point.x - last.x, point.y - last.y) < SLACK)
      return
    moved = true
    if (fingers.size === 2)
      pinch(event.pointerId, last, point)
    else
      handlers.drag(point.x - last.x, point.y - last.y)
    fingers.set(event.pointerId, point)
  }

  function pinch(id: number, last: Point, point: Point) {
    const other = [...fingers].find(([finger]) => finger !== id)![1]
    const before = Math.hypot(last.x - other.x, last.y - other.y)
    const after = Math.hypot(point.x - other.x, point.y - other.y)
    if (before > 0 && after > 0)
      handlers.zoom(before / after, { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 })
  }

  function up(event: PointerEvent) {
    const pressed = fingers.delete(event.pointerId) && !moved && event.type === 'pointerup'
    if (pressed)
      handlers.press(pointOf(event))
  }

  function wheel(event: WheelEvent) {
    event.preventDefault()
    const point = pointOf(event)
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
    const upright = event.shiftKey ? 0 : event.deltaY
    if (event.ctrlKey || (handlers.zoomsAt(point) && Math.abs(upright) > Math.abs(sideways)))
      handlers.zoom(Math.exp(upright * WHEEL * (event.ctrlKey ? 6 : 1)), point)
    else
      handlers.scroll(sideways, upright)
  }

  return {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: up,
    pointerleave: () => handlers.hover(undefined),
    wheel,
  }
}
