/** Registers the deck's service worker from the page, and makes sure that the page is cross-origin isolated. */
import type { PageToServiceWorker } from './offline/messages'

/** The result of the registration. */
export type ServiceWorkerState
  /** The service worker controls this page. */
  = | { controlled: true }
    | { controlled: false, reason: string }

/**
 * Key of the tab's session storage: when this page last reloaded itself. A time rather than a flag, since a page that is
 * isolated and one that isn't live in different processes, which in Chromium see different versions of that storage.
 */
const RELOADED_AT = 'isolation-reload'

/** A load that began this soon after our reload, in milliseconds, is the one that we triggered. */
const SOON = 1000

/**
 * Registers `sw.js` under the base of the site and waits until it controls this page. A page that is not cross-origin
 * isolated is then reloaded, once: it comes back through the service worker, with the headers.
 *
 * @param base the base of the site, absolute or relative to the page
 * @returns once a service worker controls the page, or with the reason why none will; never while the page is about to reload
 */
export async function registerServiceWorker(base: string): Promise<ServiceWorkerState> {
  if (!('serviceWorker' in navigator))
    return { controlled: false, reason: 'this browser or this address (neither https nor localhost) has no service workers' }
  // A page that was loaded through the service worker has a controller from the start.
  const cameThrough = navigator.serviceWorker.controller !== null
  const scope = new URL(base, document.baseURI)
  // An isolated page can wait for the load event; any other is about to reload.
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

/** Waits until the page has a controller; a page that was loaded past the service worker asks to be claimed. */
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

/** Waits until the registration has an active worker; rejects when its only one fails to install. */
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
