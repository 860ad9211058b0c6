/** Slidev's drawing of a slide for print. */
export { default as PrintSlide } from '@slidev/client/internals/PrintSlide.vue'
