/**
 * The service worker of a page that is no deck: it adds the isolation headers to what it passes through and answers `io/`,
 * and keeps nothing.
 */
/// <reference lib="webworker" />
import { answerIo, isIoPath } from './endpoint'
import { isolated } from './isolation'
import { RequestsOfPages } from './requests/pages'

declare const self: ServiceWorkerGlobalScope

const base = new URL(self.registration.scope).pathname
const requests = new RequestsOfPages()

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (!requests.take(event) && event.data?.type === 'claim')
    event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin)
    return
  if (isIoPath(url.pathname, base))
    event.respondWith(answerIo(url, request).catch(() => Response.error()))
  // Chromium's own requests for what is in its cache only; to fetch them from here is an error.
  else if (request.cache !== 'only-if-cached' || request.mode === 'same-origin')
    event.respondWith(fetch(request).then(isolated))
})
