import type { Palette } from '../../insight'
import type { Place } from './place'
import type { Scene } from './scene'
import { paint } from './paint'
import { makeFills } from './patterns'

/** The part of a scene that follows neither from the canvas nor from its colours. */
export type Shown = Omit<Scene, 'width' | 'height' | 'scale' | 'palette' | 'fills' | 'font'>

/** Paints a timeline onto a canvas, in the colours and the face that the canvas has by then. */
export class Picture {
  readonly #readPalette: (canvas: HTMLCanvasElement) => Palette
  #look: { palette: Palette, font: string } | undefined
  #fills: { key: string, of: ReturnType<typeof makeFills> } | undefined

  /** @param readPalette reads the colours at a canvas */
  constructor(readPalette: (canvas: HTMLCanvasElement) => Palette) {
    this.#readPalette = readPalette
  }

  /**
   * @param context of the canvas
   * @param place its size
   * @param changed whether its colours may be others than the last time
   * @param shown what to paint
   */
  paint(context: CanvasRenderingContext2D, place: Place, changed: boolean, shown: Shown) {
    if (!this.#look || changed)
      this.#look = { palette: this.#readPalette(context.canvas), font: getComputedStyle(context.canvas).fontFamily }
    const { palette, font } = this.#look
    const key = `${place.scale} ${Object.values(palette.states).join()}`
    if (this.#fills?.key !== key)
      this.#fills = { key, of: makeFills(context, palette, place.scale) }
    paint(context, { ...shown, ...place, palette, fills: this.#fills.of, font })
  }
}
