/** Messages between pages and the service worker, and the state that they carry. */

/**
 * Parts of the deck that can be cached for use without a network: `talk` is everything that the slides and their
 * TypeScript need, runs and the editor included; `python` is CPython, which is large and fetched only on demand.
 */
export const OFFLINE_PARTS = ['talk', 'python'] as const
export type OfflinePart = typeof OFFLINE_PARTS[number]

/** How much of a part is cached. A part without files is complete: this build does not have it. */
export interface PartState {
  files: number
  filesKept: number
  /** Uncompressed, as are all sizes here. */
  bytes: number
  bytesKept: number
}

/** What the service worker has cached. */
export interface OfflineState {
  parts: Record<OfflinePart, PartState>
  /** The part being fetched. */
  fetching?: OfflinePart
  /** Why the last fetch ended early, in one line; the next one resumes it. */
  problem?: string
}

export type PageToServiceWorker
  /** A page that was loaded past the service worker asks to be claimed. */
  = | { type: 'claim' }
  /** Asks for the state; the answer goes to the message's port. */
    | { type: 'report' }
  /** Asks to fetch the missing files of these parts; the answer goes to the message's port once that has ended. */
    | { type: 'keep', parts: OfflinePart[] }
  /** To a waiting version: the person wants it now. */
    | { type: 'take-over' }

export type ServiceWorkerToPage
  /** The answer to a question; also sent to all pages when the state changes. */
  = | { type: 'offline', state: OfflineState }

/** One file of the built site, as the build lists it for the service worker. */
export interface OfflineEntry {
  /** Relative to the service worker. */
  url: string
  /** Null where the file's name already contains its version. */
  revision: string | null
  part: OfflinePart
  bytes: number
}
