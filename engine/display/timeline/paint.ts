import type { DrawnState } from '../../insight'
import type { Arrow } from './arrows'
import type { Scene } from './scene'
import { blockedStretches, BLOCKING, duration, LOOKS, segments, shortName, ticks } from '../../insight'
import { LaneKind, State } from '../../protocol/trace'
import { arrowOf, paintArrow } from './arrows'
import { namedRows } from './rows'
import { AXIS, GUTTER, xOf, yOf } from './scene'

const TASK_INDENT = 12
const LABEL_SIZE = 16
/** A wait narrower than this, in CSS pixels, has no arrow of its own. */
const ARROW_ROOM = 20
const MOST_ARROWS = 16

/** Draws the whole picture. */
export function paint(context: CanvasRenderingContext2D, scene: Scene) {
  context.setTransform(scene.scale, 0, 0, scene.scale, 0, 0)
  context.clearRect(0, 0, scene.width, scene.height)
  context.font = `${LABEL_SIZE}px ${scene.font}`
  context.textBaseline = 'middle'
  if (scene.lanes.length === 0)
    return
  paintAxis(context, scene)
  context.save()
  context.beginPath()
  context.rect(0, 0, scene.width, scene.height - AXIS)
  context.clip()
  const arrows = paintRows(context, scene)
  paintMarks(context, scene)
  for (const arrow of arrows)
    paintArrow(context, arrow, scene.palette)
  context.restore()
}

function paintAxis(context: CanvasRenderingContext2D, scene: Scene) {
  const { palette, width, height, window } = scene
  const bottom = height - AXIS
  context.textAlign = 'center'
  const { origin } = scene.model
  for (const tick of ticks(window.from - origin, window.to - origin, (width - GUTTER) / 120)) {
    const x = crisp(xOf(scene, tick.time + origin), scene.scale)
    if (x < GUTTER - 1)
      continue
    context.fillStyle = palette.line
    context.fillRect(x, 0, 1 / scene.scale, bottom + 3)
    context.fillStyle = palette.muted
    const half = context.measureText(`${tick.label} ms`).width / 2
    context.fillText(`${tick.label} ms`, Math.min(Math.max(x, GUTTER + half - 6), width - half), bottom + AXIS / 2 + 2)
  }
}

function paintRows(context: CanvasRenderingContext2D, scene: Scene): Arrow[] {
  const { rows, lanes, model, window, palette } = scene
  const plot = scene.width - GUTTER
  const arrows: Arrow[] = []
  const bars = new Map<DrawnState, number[]>()
  const gap = rows.height >= 12 ? 4 : rows.height >= 8 ? 2 : 1
  if (scene.pointer) {
    context.fillStyle = withAlpha(palette.ink, 0.07)
    context.fillRect(0, yOf(scene, scene.pointer.row) - rows.height / 2, scene.width, rows.height)
  }
  for (let row = rows.first; row < rows.end; row++) {
    const lane = lanes[row]!
    const y = yOf(scene, row)
    segments(model, lane, { ...window, width: plot * scene.scale }, (state, left, right, first) => {
      const wide = Math.max(right - left, 1) / scene.scale
      let list = bars.get(state)
      if (!list)
        bars.set(state, list = [])
      list.push(GUTTER + left / scene.scale, y, wide)
      if (state === State.LockWait && wide > ARROW_ROOM) {
        const arrow = arrowOf(scene, model.span(lane, first), row)
        if (arrow)
          arrows.push(arrow)
      }
    })
  }
  for (const [state, list] of bars)
    paintBars(context, scene, state, list, rows.height - gap)
  paintBlocked(context, scene)
  paintNames(context, scene)
  // A thicket of arrows explains nothing: then only the marked waits have theirs.
  if (arrows.length > MOST_ARROWS)
    arrows.length = 0
  for (const span of scene.marked) {
    const row = scene.rowOf.get(span.lane)
    const arrow = row === undefined ? undefined : arrowOf(scene, span, row)
    if (arrow)
      arrows.push({ ...arrow, strong: true })
  }
  return arrows
}

/** Paints all bars of one state in one go: changing the fill for each is what costs. */
function paintBars(context: CanvasRenderingContext2D, scene: Scene, state: DrawnState, bars: readonly number[], room: number) {
  const look = LOOKS[state]
  if (!look)
    return
  const fill = scene.fills[state]
  const high = Math.max(look.height * room, 1.5)
  const { scale } = scene
  // In canvas pixels, so that patterns stay sharp at every scale.
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.beginPath()
  for (let i = 0; i < bars.length; i += 3)
    context.rect(bars[i]! * scale, (bars[i + 1]! - high / 2) * scale, bars[i + 2]! * scale, high * scale)
  if (fill.opacity > 0) {
    context.globalAlpha = fill.opacity
    context.fillStyle = fill.color
    context.fill()
    context.globalAlpha = 1
  }
  if (fill.pattern) {
    context.fillStyle = fill.pattern
    context.fill()
  }
  if (look.rails) {
    context.fillStyle = fill.color
    const rail = Math.max(1, Math.min(look.rails, high / 3) * scale)
    for (let i = 0; i < bars.length; i += 3) {
      context.fillRect(bars[i]! * scale, (bars[i + 1]! - high / 2) * scale, bars[i + 2]! * scale, rail)
      context.fillRect(bars[i]! * scale, (bars[i + 1]! + high / 2) * scale - rail, bars[i + 2]! * scale, rail)
    }
  }
  context.restore()
}

/** Notes on a loop's thread what it means that the loop is blocked. */
function paintBlocked(context: CanvasRenderingContext2D, scene: Scene) {
  const { model, palette, rowOf, rows } = scene
  // Its letters have no tails that reach far below the line.
  if (rows.height < LABEL_SIZE - 1)
    return
  const high = Math.min(LABEL_SIZE + 3, rows.height)
  context.textAlign = 'center'
  for (const { thread, from, to } of blockedStretches(model)) {
    const row = rowOf.get(thread)
    if (row === undefined)
      continue
    const left = Math.max(GUTTER, xOf(scene, from))
    const right = Math.min(scene.width, xOf(scene, to))
    const words = [`${duration(to - from)}: nothing else could run`, duration(to - from)].find(text => context.measureText(text).width + 16 < right - left)
    if (words === undefined)
      continue
    const wide = context.measureText(words).width + 12
    const middle = (left + right) / 2
    const y = yOf(scene, row)
    context.fillStyle = palette.paper
    context.fillRect(middle - wide / 2, y - high / 2, wide, high)
    context.fillStyle = palette.states[BLOCKING]
    context.fillText(words, middle, y + 0.5)
  }
}

function paintNames(context: CanvasRenderingContext2D, scene: Scene) {
  const { rows, lanes, palette, pointer } = scene
  context.textAlign = 'left'
  const letter = context.measureText('0').width
  const half = LABEL_SIZE / 2 + 1
  for (const { row, y } of namedRows(rows, row => yOf(scene, row), half, scene.height - AXIS - half, pointer?.row)) {
    const lane = lanes[row]!
    const indent = lane.kind === LaneKind.Task ? TASK_INDENT : 0
    context.fillStyle = lane.kind === LaneKind.Task ? palette.asyncio : palette.threads
    context.fillText(shortName(lane.name, Math.floor((GUTTER - indent - 8) / letter)), indent, y + 0.5)
  }
}

function paintMarks(context: CanvasRenderingContext2D, scene: Scene) {
  const { palette, rows, pointer, moment } = scene
  if (moment !== undefined && moment >= scene.window.from) {
    context.fillStyle = palette.ink
    context.fillRect(crisp(xOf(scene, moment), scene.scale) - 0.75, 0, 1.5, scene.height - AXIS)
  }
  if (pointer) {
    const x = crisp(xOf(scene, pointer.time), scene.scale)
    context.fillStyle = withAlpha(palette.ink, 0.35)
    context.fillRect(x, 0, 1 / scene.scale, scene.height - AXIS)
  }
  context.strokeStyle = palette.ink
  context.lineWidth = 1.5
  for (const span of scene.marked) {
    const row = scene.rowOf.get(span.lane)
    if (row === undefined)
      continue
    const left = Math.max(GUTTER + 1, xOf(scene, span.start))
    const right = Math.min(scene.width - 1, xOf(scene, span.end))
    if (right < GUTTER || left > scene.width)
      continue
    const high = Math.max(4, rows.height - 2)
    context.strokeRect(left, yOf(scene, row) - high / 2, Math.max(2, right - left), high)
  }
}

function crisp(x: number, scale: number): number {
  return Math.round(x * scale) / scale
}

function withAlpha(color: string, alpha: number): string {
  return `color-mix(in srgb, ${color} ${alpha * 100}%, transparent)`
}
