/** A window on which a slide is as small as a stamp, and a finger the only pointer. */
const PHONE = '(pointer: coarse) and (max-width: 640px), (pointer: coarse) and (max-height: 500px)'

/** Whether the deck is shown on a phone. */
export function isPhone(): boolean {
  return matchMedia(PHONE).matches
}
