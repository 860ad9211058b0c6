import type { Ref } from 'vue'
import type { Shown } from '../../engine/display/timeline/picture'
import { readPalette } from '../../engine/display/timeline/palette'
import { Picture } from '../../engine/display/timeline/picture'
import { useDrawing } from './useDrawing'

/**
 * Paints a timeline onto its canvas, in the canvas's current colours and font.
 *
 * @param canvas the canvas to paint on
 * @param size set to the canvas's size in CSS pixels before each painting
 * @param shown what to paint
 */
export function usePicture(canvas: Readonly<Ref<HTMLCanvasElement | null>>, size: Ref<{ width: number, height: number }>, shown: () => Shown) {
  const picture = new Picture(readPalette)

  return useDrawing(canvas, (context, place, changed) => {
    const { width, height } = place
    if (size.value.width !== width || size.value.height !== height)
      size.value = { width, height }
    picture.paint(context, place, changed, shown())
  })
}
