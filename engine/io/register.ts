/** Registers the deck's service worker from the page, and sees to it that the page is cross-origin isolated. */
import type { PageToServiceWorker } from './offline/messages'

/** What became of it. */
export type ServiceWorkerState
  /** The service worker answers for this page. */
  = | { controlled: true }
    | { controlled: false, reason: string }

/**
 * Key of the tab's session storage: when this page last reloaded itself. A time and not a flag, since a page that is
 * isolated and one that isn't live in different processes, and Chromium shows each its own idea of that storage.
 */
const RELOADED_AT = 'isolation-reload'

/** A load that began this soon after our reload, in milliseconds, is the one that we asked for. */
const SOON = 1000

/**
 * Registers `sw.js` under the base of the site and waits until it answers for this page. A page that is not
 * cross-origin isolated is then reloaded, once: it comes back through the service worker, with the headers.
 *
 * @param base the base of the site, absolute or relative to the page
 * @returns when a controller answers, or with the reason why none will; never while the page is about to reload
 */
export async function registerServiceWorker(base: string): Promise<ServiceWorkerState> {
  if (!('serviceWorker' in navigator))
    return { controlled: false, reason: 'this browser or this address (neither https nor localhost) has no service workers' }
  // A page that came through the service worker has a controller from its first moment.
  const cameThrough = navigator.serviceWorker.controller !== null
  const scope = new URL(base, document.baseURI)
  // A page that is isolated can wait for it; one that isn't is about to reload.
  if (window.crossOriginIsolated && document.readyState !== 'complete')
    await new Promise(resolve => window.addEventListener('load', resolve, { once: true }))
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', scope), {
      scope: scope.pathname,
      updateViaCache: 'none',
    })
    await controllerOf(registration)
  }
  catch (error) {
    return { controlled: false, reason: `the service worker could not be started: ${String(error)}` }
  }
  if (window.crossOriginIsolated)
    return { controlled: true }
  if (cameThrough || performance.timeOrigin - Number(sessionStorage.getItem(RELOADED_AT)) < SOON)
    return { controlled: false, reason: 'the page is not cross-origin isolated, even through the service worker' }
  sessionStorage.setItem(RELOADED_AT, String(Date.now()))
  window.location.reload()
  return new Promise(() => {})
}

/** Waits until the page has a controller; one that was loaded past the service worker asks for it. */
async function controllerOf(registration: ServiceWorkerRegistration): Promise<void> {
  const { serviceWorker } = navigator
  if (serviceWorker.controller)
    return
  const controlled = new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
  })
  await becomesActive(registration)
  registration.active?.postMessage({ type: 'claim' } satisfies PageToServiceWorker)
  await controlled
}

/** Waits until the registration has an active worker; rejects when the only one there was fails to install. */
async function becomesActive(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing
  if (!worker || registration.active)
    return
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated')
        resolve()
      if (worker.state === 'redundant')
        reject(new Error('it failed to install'))
    })
  })
}
