/** What pages and the service worker say to each other, and the state that both speak of. */

/**
 * Parts of the deck that can be kept for use without a network: `talk` is all that the slides and their TypeScript
 * need, runs and the editor included; `python` is CPython, which is heavy and comes only when asked for.
 */
export const OFFLINE_PARTS = ['talk', 'python'] as const
export type OfflinePart = typeof OFFLINE_PARTS[number]

/** How much of a part is kept. A part without files is complete: this build does not have it. */
export interface PartState {
  files: number
  filesKept: number
  /** Uncompressed, as are all sizes here. */
  bytes: number
  bytesKept: number
}

/** What the service worker keeps. */
export interface OfflineState {
  parts: Record<OfflinePart, PartState>
  /** The part that is being fetched right now. */
  fetching?: OfflinePart
  /** Why the last fetching ended early, in one line; it goes on from there when asked again. */
  problem?: string
}

export type PageToServiceWorker
  /** A page that was loaded past the service worker asks to be taken over. */
  = | { type: 'claim' }
  /** Asks for the state; answered on the port that comes with it. */
    | { type: 'report' }
  /** Asks to fetch what is missing of these parts; answered on the port that comes with it, once that has ended. */
    | { type: 'keep', parts: OfflinePart[] }
  /** To a version that waits: the person wants it now. */
    | { type: 'take-over' }

export type ServiceWorkerToPage
  /** The answer to a question; also sent to all pages when the state changes. */
  = | { type: 'offline', state: OfflineState }

/** One file of the built site, as the build lists it for the service worker. */
export interface OfflineEntry {
  /** Relative to the service worker. */
  url: string
  /** Null where the file's name already tells its version. */
  revision: string | null
  part: OfflinePart
  bytes: number
}
