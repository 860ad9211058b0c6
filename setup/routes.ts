import { defineRoutesSetup } from '@slidev/types'
import { isPhone } from '../live/page/phone'
import { roomRole } from '../live/page/room-role'
import { disableBuiltinSync } from '../live/slidev/windows'

/**
 * The root: the first slide, on a phone the talk to read. `/read`: the talk as one page to read; `/handout`: what `npm run export` prints beside the slides. Each comes with its own part of
 * the code, on the first visit.
 */
export default defineRoutesSetup(routes => [
  // On the dev server, and in a room, a phone takes part in the talk.
  { path: '', redirect: () => !import.meta.env.DEV && roomRole() === undefined && isPhone() ? '/read' : '/1' },
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
