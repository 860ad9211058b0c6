import * as v from 'valibot'

function between(least: number, most: number) {
  return v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(least), v.maxValue(most))
}

function json<Shape extends v.GenericSchema>(shape: Shape) {
  return v.pipe(v.string(), v.parseJson(), shape)
}

const pixels = between(0, 10_000)
const finite = v.pipe(v.number(), v.finite())

/** What Slidev keeps, as far as another value would cost a slide; any text is a text or a truth value to it. */
const shapes = {
  'slidev-scale': between(0, 10),
  'slidev-editor-width': pixels,
  'slidev-editor-height': pixels,
  'slidev-webcam-size': pixels,
  'slidev-notes-font-size': between(1, 200),
  'slidev-presenter-font-size': between(0.1, 10),
  'slidev-presenter-layout': between(1, 3),
  'slidev-presenter-notes-width': pixels,
  'slidev-presenter-notes-row-size': pixels,
  'slidev-presenter-main-slide-mode': v.picklist(['slides', 'mirror']),
  'slidev-cursor-style': v.picklist(['cursor', 'laser']),
  'slidev-drawing-brush': json(v.object({ color: v.string(), size: finite, mode: v.string() })),
  'slidev-webcam-pos': json(v.object({ x: finite, y: finite })),
  'slidev-viewer-css-filter': json(v.record(v.string(), finite)),
  'slidev-sync-directions': json(v.record(v.string(), v.boolean())),
} satisfies Record<string, v.GenericSchema>

/** Removes what Slidev could not have kept: it takes what is there for what it has put there. */
export function checkSlidevStorage(storage: Storage = localStorage) {
  for (const [key, shape] of Object.entries(shapes)) {
    const text = storage.getItem(key)
    if (text !== null && !v.is(shape, text))
      storage.removeItem(key)
  }
}
