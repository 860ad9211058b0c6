/** The image of an interpreter that has just started, cached by the browser: with it a start takes a fraction of the time. */
import { fnv1a } from '../protocol/hash'

const CACHE = 'python-snapshot'

/** One image for each build: of Pyodide, whose address contains a hash, and of the engine's own modules, which are in the image too. */
function keyOf(wasmUrl: string, workerSource: string): string {
  const hash = fnv1a(new TextEncoder().encode(workerSource))
  return `${new URL(wasmUrl, location.href).href}?snapshot=${hash.toString(36)}`
}

/**
 * The cached image; undefined when there is none, or when the browser caches nothing.
 *
 * @param wasmUrl address of the interpreter
 * @param workerSource the script that starts it
 */
export async function keptSnapshot(wasmUrl: string, workerSource: string): Promise<Blob | undefined> {
  try {
    const response = await caches.match(keyOf(wasmUrl, workerSource), { cacheName: CACHE })
    return await response?.blob()
  }
  catch {
    return undefined
  }
}

/** Caches an image, in place of older ones of this deck. A browser without room for it starts without. */
export async function keepSnapshot(wasmUrl: string, workerSource: string, snapshot: Blob): Promise<void> {
  try {
    const cache = await caches.open(CACHE)
    // All decks of one origin share their caches.
    const deck = new URL('../..', new URL(wasmUrl, location.href)).href
    const older = (await cache.keys()).filter(({ url }) => url.startsWith(deck))
    await Promise.all(older.map(request => cache.delete(request)))
    await cache.put(keyOf(wasmUrl, workerSource), new Response(snapshot))
  }
  catch (error) {
    console.warn('The image of the Python interpreter could not be kept:', error)
  }
}
