/** Widths of the handout, in CSS pixels. A4 is 210 mm wide, which are 794. */

/** Of a slide, and of its borders. */
export const SLIDE_WIDTH = 982
/** Of the text under it. */
export const TEXT_WIDTH = 702
/** Between the least margins that printers leave, 3.8 mm at each side: a slide with code takes all of it. */
export const PAGE_WIDTH = 764.9
