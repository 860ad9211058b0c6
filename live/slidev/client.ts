/** What the deck takes of Slidev's own client, on every slide. */
export { configs, useDarkMode, useDrawings, useNav, useSlideContext } from '@slidev/client'
