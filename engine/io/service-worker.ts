/**
 * The deck's one service worker: it answers `io/` itself, and adds the isolation headers to what it passes
 * through, so that the deck runs on a host that can't send them. It caches nothing.
 */
/// <reference lib="webworker" />
import { answerIo, isIoPath } from './endpoint.ts'
import { isolationHeaders } from './isolation.ts'

declare const self: ServiceWorkerGlobalScope

const base = new URL(self.registration.scope).pathname

self.addEventListener('install', () => {
  // A later version waits until no page of the old one is open: nothing changes under a running talk.
  if (!self.registration.active || import.meta.env.DEV)
    void self.skipWaiting()
})

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  // A page that was loaded past this worker (a forced reload) asks to be taken over.
  if (event.data === 'claim')
    event.waitUntil(self.clients.claim())
})

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
  event.respondWith(passThrough(request))
})

async function passThrough(request: Request): Promise<Response> {
  const response = await fetch(request)
  // Opaque responses and opaque redirects carry no headers, and can carry none.
  if (response.status === 0 || response.redirected)
    return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolationHeaders))
    headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
