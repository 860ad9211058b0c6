/**
 * The deck's one service worker: it answers `io/` itself, adds the isolation headers to what it passes through, so
 * that the deck runs on a host that can't send them, and keeps the built deck for use without a network.
 *
 * A version is one set of files. A page always gets files of one version: that of the service worker it began with. A
 * later version waits until the person takes it, or until no page of the deck is open; only on the person's own machine
 * does it come at the next load.
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
const kept = new KeptParts(self.__WB_MANIFEST, () => void tellAll())

self.addEventListener('install', (event) => {
  if (!self.registration.active || own || import.meta.env.DEV)
    void self.skipWaiting()
  event.waitUntil(install(event))
})

async function install(event: ExtendableEvent): Promise<void> {
  if (!self.registration.active)
    return kept.keepStart(event).catch(() => {})
  const parts = await kept.wholeParts()
  // Who has the deck offline must have it offline after an update too. The browser tries again at the next visit.
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
      event.waitUntil(tell(event.ports))
      break
    case 'keep':
      event.waitUntil(keep(message.parts, event).then(() => tell(event.ports)))
      break
    case 'take-over':
      void self.skipWaiting()
  }
})

/** The fetching that was asked for last: one after the other, since two of them would fetch the same. */
let keeping: Promise<void> = Promise.resolve()

function keep(parts: readonly OfflinePart[], event: ExtendableEvent): Promise<void> {
  keeping = keeping.then(async () => {
    for (const part of parts)
      await kept.keep(part, event)
  }).catch(() => {
    // Told as the state's problem.
  })
  return keeping
}

async function tell(listeners: readonly { postMessage: (message: ServiceWorkerToPage) => void }[]): Promise<void> {
  const message: ServiceWorkerToPage = { type: 'offline', state: await kept.state() }
  for (const listener of listeners)
    listener.postMessage(message)
}

async function tellAll(): Promise<void> {
  await tell(await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
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
  // In dev the server sends the headers, and a thousand modules are better off without a detour.
  if (import.meta.env.DEV)
    return
  // Chromium's own requests for what is in its cache only; to fetch them from here is an error.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin')
    return
  if (request.mode === 'navigate')
    event.respondWith(navigate(event, url))
  else if (request.method === 'GET' && kept.has(url))
    event.respondWith(kept.answer(event).catch(() => passThrough(request)))
  else
    event.respondWith(passThrough(request))
})

/** A deck that is kept whole starts from what is kept; one that isn't, or is the person's own, only when there is no network. */
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
