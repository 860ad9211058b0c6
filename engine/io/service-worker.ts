/**
 * The deck's one service worker: it answers `io/` itself, adds the isolation headers to everything it passes through, so
 * that the deck runs on a host that can't send them, and caches the built deck for use without a network.
 *
 * A version is one set of files. A page always gets files of one version: that of the service worker it started with. A
 * later version waits until the person accepts it, or until no page of the deck is open; only on the person's own machine
 * does it take over at the next load.
 */
/// <reference lib="webworker" />
import type { OfflineEntry, OfflinePart, PageToServiceWorker, ServiceWorkerToPage } from './offline/messages'
import { isMetered } from './connection'
import { answerIo, isIoPath } from './endpoint'
import { isolated } from './isolation'
import { KeptParts } from './offline/kept-parts'
import { isOwnMachine } from './own-machine'
import { RequestsOfPages } from './requests/pages'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: readonly OfflineEntry[] }

const base = new URL(self.registration.scope).pathname
const own = isOwnMachine(self.location)
const kept = new KeptParts(self.__WB_MANIFEST, () => void reportToAll())

self.addEventListener('install', (event) => {
  if (!self.registration.active || own || import.meta.env.DEV)
    void self.skipWaiting()
  event.waitUntil(install(event))
})

async function install(event: ExtendableEvent): Promise<void> {
  if (!self.registration.active)
    return kept.keepStart(event).catch(() => {})
  const parts = await kept.wholeParts()
  // A deck that is available offline must stay so after an update. The browser tries again at the next visit.
  if (parts.length > 0 && isMetered())
    throw new Error('an update waits for a connection that is not metered')
  await kept.keepStart(event)
  for (const part of parts)
    await kept.keep(part, event)
}

self.addEventListener('activate', event => event.waitUntil(Promise.all([self.clients.claim(), kept.tidy(event)])))

const requests = new RequestsOfPages()

self.addEventListener('message', (event) => {
  if (requests.take(event))
    return
  const message = event.data as PageToServiceWorker
  switch (message.type) {
    case 'claim':
      event.waitUntil(self.clients.claim())
      break
    case 'report':
      event.waitUntil(reportState(event.ports))
      break
    case 'keep':
      event.waitUntil(keep(message.parts, event).then(() => reportState(event.ports)))
      break
    case 'take-over':
      void self.skipWaiting()
  }
})

/** The last requested fetch: they run one after the other, since two at once would fetch the same files. */
let keeping: Promise<void> = Promise.resolve()

function keep(parts: readonly OfflinePart[], event: ExtendableEvent): Promise<void> {
  keeping = keeping.then(async () => {
    for (const part of parts)
      await kept.keep(part, event)
  }).catch(() => {
    // The state reports the problem.
  })
  return keeping
}

async function reportState(listeners: readonly { postMessage: (message: ServiceWorkerToPage) => void }[]): Promise<void> {
  const message: ServiceWorkerToPage = { type: 'offline', state: await kept.state() }
  for (const listener of listeners)
    listener.postMessage(message)
}

async function reportToAll(): Promise<void> {
  await reportState(await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin)
    return
  if (isIoPath(url.pathname, base)) {
    event.respondWith(answerIo(url, request).catch(() => Response.error()))
    return
  }
  // In dev the server sends the headers, and a thousand modules load faster without a detour.
  if (import.meta.env.DEV)
    return
  // Chromium's own requests to its cache; fetching them here is an error.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin')
    return
  if (request.mode === 'navigate')
    event.respondWith(navigate(event, url))
  else if (request.method === 'GET' && kept.has(url))
    event.respondWith(kept.answer(event).catch(() => passThrough(request)))
  else
    event.respondWith(passThrough(request))
})

/** A completely cached deck starts from the cache; a partly cached one, or one on the person's own machine, only without a network. */
async function navigate({ request }: FetchEvent, url: URL): Promise<Response> {
  const start = kept.has(url) ? await kept.start() : undefined
  if (start && !own && await kept.isWhole('talk'))
    return start
  return passThrough(request).catch((error) => {
    if (start)
      return start
    throw error
  })
}

async function passThrough(request: Request): Promise<Response> {
  return isolated(await fetch(request))
}
