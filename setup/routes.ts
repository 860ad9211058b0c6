import { defineRoutesSetup } from '@slidev/types'
import { disableBuiltinSync } from '../live/slidev/windows'

/**
 * `#/read`: the talk as one page to read; `#/handout`: what `npm run export` prints beside the slides. Each comes with its own part of
 * the code, on the first visit.
 */
export default defineRoutesSetup(routes => [
  {
    name: 'read',
    path: '/read',
    component: () => import('../live/reading/ReadingPage.vue'),
    // Slidev would tell the presenter's window that the first slide is looked at. It can't be turned on again, so the
    // page is loaded anew when the slides are asked for.
    beforeEnter() {
      disableBuiltinSync()
    },
  },
  { name: 'handout', path: '/handout', component: () => import('../live/print/Handout.vue') },
  ...routes,
])
