import type { Ref } from 'vue'
import type { Palette } from '../../engine/insight'
import type { Scene } from './scene'
import { paint } from './paint'
import { readPalette } from './palette'
import { makeFills } from './patterns'
import { useDrawing } from './useDrawing'

/** The part of a scene that doesn't follow from the canvas. */
type Shown = Omit<Scene, 'width' | 'height' | 'scale' | 'palette' | 'fills' | 'font'>

/**
 * Paints a timeline onto its canvas, in the colours and the face that the canvas has by then.
 *
 * @param canvas what is painted on
 * @param size set to the canvas's size in CSS pixels before each painting
 * @param shown what to paint
 */
export function usePicture(canvas: Readonly<Ref<HTMLCanvasElement | null>>, size: Ref<{ width: number, height: number }>, shown: () => Shown) {
  let look: { palette: Palette, font: string } | undefined
  let fills: { key: string, of: ReturnType<typeof makeFills> } | undefined

  return useDrawing(canvas, (context, { width, height, scale }, changed) => {
    if (size.value.width !== width || size.value.height !== height)
      size.value = { width, height }
    if (!look || changed)
      look = { palette: readPalette(context.canvas), font: getComputedStyle(context.canvas).fontFamily }
    const { palette, font } = look
    const key = `${scale} ${Object.values(palette.states).join()}`
    if (fills?.key !== key)
      fills = { key, of: makeFills(context, palette, scale) }
    paint(context, { ...shown(), width, height, scale, palette, fills: fills.of, font })
  })
}
