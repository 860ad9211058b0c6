/**
 * The page's side of offline use: what is cached, fetching the rest, and switching to a new version. The service worker
 * must be registered, which register.ts does.
 */
import type { OfflinePart, OfflineState, PageToServiceWorker, ServiceWorkerToPage } from './messages'
import { isOwnMachine } from '../own-machine'
import { OFFLINE_PARTS } from './messages'

/** What a person can be told about offline use. */
export type OfflineStatus
  /** Nothing is cached here; why not, in one line. */
  = | { kind: 'unavailable', reason: string }
    | { kind: 'available', update: boolean } & OfflineState

type Listener = (status: OfflineStatus) => void

const listeners = new Set<Listener>()
let state: OfflineState | undefined
let listening = false

/**
 * Reports the status now and whenever it changes.
 *
 * @returns unsubscribes the listener
 */
export function watchOffline(listener: Listener): () => void {
  listeners.add(listener)
  void offlineStatus().then((status) => {
    if (listeners.has(listener))
      listener(status)
  })
  return () => listeners.delete(listener)
}

/** The current status. */
export async function offlineStatus(): Promise<OfflineStatus> {
  if (import.meta.env.DEV)
    return { kind: 'unavailable', reason: 'The dev server keeps nothing: build the deck for offline use.' }
  if (!('serviceWorker' in navigator))
    return { kind: 'unavailable', reason: 'This browser or this address has no service workers: open the deck over https, or on localhost.' }
  await ask({ type: 'report' })
  return status()
}

/** Whether a part works without a network, as far as the cache is concerned. */
export function isWhole(status: OfflineStatus, part: OfflinePart): boolean {
  return status.kind === 'available' && status.parts[part].filesKept === status.parts[part].files
}

/**
 * Fetches the missing files; {@link watchOffline} reports the progress.
 *
 * @param parts @default all of them
 * @returns the status at the end
 * @throws {Error} when fetching ended early; the files fetched so far stay cached
 */
export async function keepOffline(parts: readonly OfflinePart[] = OFFLINE_PARTS): Promise<OfflineStatus> {
  const before = await offlineStatus()
  if (before.kind === 'unavailable')
    throw new Error(before.reason)
  await ask({ type: 'keep', parts: [...parts] })
  if (state?.problem !== undefined)
    throw new Error(state.problem)
  return status()
}

/** Lets the waiting new version take over; all windows of the deck reload with it. */
export async function takeUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  registration?.waiting?.postMessage({ type: 'take-over' } satisfies PageToServiceWorker)
}

let updateWaits = false

function status(): OfflineStatus {
  return state
    ? { kind: 'available', update: updateWaits, ...state }
    : { kind: 'unavailable', reason: 'The service worker does not answer.' }
}

/** Sends a message and waits for its answer: the state once the request is done. */
async function ask(message: PageToServiceWorker): Promise<void> {
  const registration = await navigator.serviceWorker.ready
  listen(registration)
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<ServiceWorkerToPage>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<ServiceWorkerToPage>) => resolve(data)
  })
  registration.active!.postMessage(message, [port2])
  state = (await answer).state
  port1.close()
}

function listen(registration: ServiceWorkerRegistration): void {
  if (listening)
    return
  listening = true
  const { serviceWorker } = navigator
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<ServiceWorkerToPage>) => {
    if (data.type !== 'offline')
      return
    state = data.state
    notify()
  })
  const look = (): void => {
    updateWaits = registration.waiting !== null && registration.active !== null
    notify()
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  registration.installing?.addEventListener('statechange', look)
  // A version takes over from another only when a person asked for it, in this window or in another one.
  if (serviceWorker.controller && !isOwnMachine(window.location))
    serviceWorker.addEventListener('controllerchange', () => window.location.reload())
}

function notify(): void {
  if (!state)
    return
  for (const listener of listeners)
    listener(status())
}
