import { defineRoutesSetup } from '@slidev/types'

/** `#/read`: the talk as one page to read. It comes with its own part of the code, on the first visit. */
export default defineRoutesSetup(routes => [
  { name: 'read', path: '/read', component: () => import('../components/reading/ReadingPage.vue') },
  ...routes,
])
