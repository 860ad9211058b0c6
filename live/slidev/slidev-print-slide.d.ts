/** Slidev's own drawing of a slide for print, as tsconfig.page.json shows it to the checker. */
import type { SlideRoute } from '@slidev/types'
import type { DefineComponent } from 'vue'

declare const PrintSlide: DefineComponent<{ route: SlideRoute }>
export default PrintSlide
