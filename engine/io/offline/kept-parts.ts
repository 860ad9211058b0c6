/// <reference lib="webworker" />
/** The service worker's cache: which files of which part it holds, and how they get there. Workbox does the caching. */
import type { OfflineEntry, OfflinePart, OfflineState, PartState } from './messages'
import { PrecacheController } from 'workbox-precaching'
import { isolated } from '../isolation'
import { OFFLINE_PARTS } from './messages'

declare const self: ServiceWorkerGlobalScope

/**
 * The cache that lists the parts which were fetched completely, so that the next version fetches them before it takes
 * over. All decks of one origin share their caches.
 */
const WHOLE_PARTS = `whole-parts-${self.registration.scope}`

/** How many files are fetched at once: the slides being shown come first. */
const AT_ONCE = 4

/** The start page. */
const START = 'index.html'

/**
 * Workbox caches what it fetches for an install event; files fetched later, or for a page that needs them, are cached in
 * the same way.
 */
function asInstall(event: ExtendableEvent): ExtendableEvent {
  return { type: 'install', waitUntil: (promise: Promise<unknown>) => event.waitUntil(promise) } as ExtendableEvent
}

/** The files of this version of the deck. */
export class KeptParts {
  readonly #controller: PrecacheController
  readonly #entries = new Map<string, OfflineEntry>()
  /** Addresses of the cached files; read once from the cache. */
  readonly #kept: Promise<Set<string>>
  readonly #changed: () => void
  #fetching: OfflinePart | undefined
  #problem: string | undefined

  /**
   * @param entries all files of the built site that are worth caching; none in dev
   * @param changed called when the state changes
   */
  constructor(entries: readonly OfflineEntry[], changed: () => void) {
    this.#changed = changed
    this.#controller = new PrecacheController({
      plugins: [{
        handlerWillRespond: async ({ response }) => isolated(response),
        cacheDidUpdate: async ({ request }) => void (await this.#kept).add(request.url),
      }],
    })
    this.#controller.addToCacheList([...entries])
    for (const entry of entries)
      this.#entries.set(this.#keyOf(entry), entry)
    this.#kept = this.#readCache()
  }

  #keyOf({ url }: OfflineEntry): string {
    return this.#controller.getCacheKeyForURL(url)!
  }

  async #readCache(): Promise<Set<string>> {
    const cache = await caches.open(this.#controller.strategy.cacheName)
    return new Set((await cache.keys()).map(({ url }) => url).filter(url => this.#entries.has(url)))
  }

  /** Whether an address is one of the files; its query does not matter. */
  has(url: URL): boolean {
    return this.#controller.getCacheKeyForURL(plainAddress(url)) !== undefined
  }

  /**
   * Returns a file from the cache, or else from the network, and then caches it.
   *
   * @throws when neither has it, or when there is no room
   */
  async answer(event: FetchEvent): Promise<Response> {
    const cacheKey = this.#controller.getCacheKeyForURL(plainAddress(new URL(event.request.url)))
    const response: Response = await this.#controller.strategy.handle({ event: asInstall(event), request: event.request, params: { cacheKey } })
    return response
  }

  /** The start page, if it is cached. */
  async start(): Promise<Response | undefined> {
    const response = await this.#controller.matchPrecache(START)
    return response && isolated(response)
  }

  /** Fetches the start page: it must be of the same version as the service worker. */
  async keepStart(event: ExtendableEvent): Promise<void> {
    const entry = [...this.#entries.values()].find(({ url }) => url === START)
    if (entry)
      await this.#fetch(entry, event)
  }

  /** Whether a part is cached completely. */
  async isWhole(part: OfflinePart): Promise<boolean> {
    const { files, filesKept } = (await this.state()).parts[part]
    return files === filesKept
  }

  /** The parts that this or an earlier version has cached completely. */
  async wholeParts(): Promise<OfflinePart[]> {
    const marks = await (await caches.open(WHOLE_PARTS)).keys()
    return OFFLINE_PARTS.filter(part => marks.some(({ url }) => url.endsWith(`/${part}`)))
  }

  /**
   * Fetches the missing files of a part.
   *
   * @throws when a file could not be fetched or stored; files before it stay cached
   */
  async keep(part: OfflinePart, event: ExtendableEvent): Promise<void> {
    this.#fetching = part
    this.#problem = undefined
    const kept = await this.#kept
    const missing = [...this.#entries].filter(([key, entry]) => entry.part === part && !kept.has(key)).map(([, entry]) => entry)
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let entry = missing.shift(); entry; entry = missing.shift()) {
          await this.#fetch(entry, event)
          this.#changed()
        }
      }))
      await (await caches.open(WHOLE_PARTS)).put(part, new Response())
    }
    catch (error) {
      missing.length = 0
      this.#problem = error instanceof Error ? error.message : String(error)
      throw error
    }
    finally {
      this.#fetching = undefined
      this.#changed()
    }
  }

  async #fetch(entry: OfflineEntry, event: ExtendableEvent): Promise<void> {
    const { revision, url } = entry
    // A file with its version in its name may come from the browser's own cache.
    const request = new Request(url, { cache: revision === null ? 'default' : 'reload', credentials: 'same-origin' })
    const [, done] = this.#controller.strategy.handleAll({ event: asInstall(event), request, params: { cacheKey: this.#keyOf(entry) } })
    await done
  }

  /** Deletes files that earlier versions cached and this one does not need. */
  async tidy(event: ExtendableEvent): Promise<void> {
    await this.#controller.activate(event)
  }

  /** How much of each part is cached. */
  async state(): Promise<OfflineState> {
    const kept = await this.#kept
    const parts = Object.fromEntries(OFFLINE_PARTS.map(part => [part, { files: 0, filesKept: 0, bytes: 0, bytesKept: 0 } satisfies PartState])) as OfflineState['parts']
    for (const [key, { part, bytes }] of this.#entries) {
      const state = parts[part]
      state.files += 1
      state.bytes += bytes
      if (kept.has(key)) {
        state.filesKept += 1
        state.bytesKept += bytes
      }
    }
    return { parts, fetching: this.#fetching, problem: this.#problem }
  }
}

function plainAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname.endsWith('/') ? `${pathname}${START}` : pathname}`
}
