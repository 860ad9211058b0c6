import { defineAppSetup } from '@slidev/types'
import { isMetered } from '../engine/io/connection'
import { keepOffline, offlineStatus } from '../engine/io/offline/page'
import { registerServiceWorker } from '../engine/io/register'
import { keepKeysUsable } from '../live/page/focus'
import { whenIdle } from '../live/page/idle'
import { startEngineAhead } from '../live/runtime/warm'
import { awaitLinks } from '../live/share/arrivals'
import { followMainPath } from '../live/slidev/useMainPath'

/** How long after the first slide the rest of the deck is fetched, in milliseconds: running code comes first. */
const QUIET_MS = 12_000

export default defineAppSetup(async ({ app, router }) => {
  followMainPath(app)
  keepKeysUsable()
  // The built site knows that its first slide has live code: the engine starts beside the drawing of that slide.
  if ('liveCode' in document.documentElement.dataset)
    await startEngineAhead()
  // Not awaited: the first slide doesn't wait for it.
  const registered = registerServiceWorker(import.meta.env.BASE_URL)
  // A page that is about to reload itself has to find the code of a link in its address once more.
  void registered.then(() => awaitLinks(router))
  void registered.then(async ({ controlled }) => {
    if (!controlled)
      return
    await offlineStatus()
    // The dev server keeps nothing.
    if (!import.meta.env.DEV && !isMetered())
      setTimeout(whenIdle, QUIET_MS, () => void keepTalk(), 60_000)
  })
})

async function keepTalk() {
  // What is missing is fetched at the next visit, or when the person asks for it.
  await keepOffline(['talk']).catch((error: unknown) => console.warn('Not all of the deck could be kept for offline use:', error))
}
