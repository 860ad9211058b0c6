/** Where the deck lives, and the addresses of its pages: Slidev puts a route behind `#` or into the path. */

import { roomRole } from './room-role'

/** Slidev's own, a constant of the build. */
declare const __SLIDEV_HASH_ROUTE__: boolean

/** Whether routes stand behind `#`. */
function isBehindHash(): boolean {
  return typeof __SLIDEV_HASH_ROUTE__ === 'undefined' || __SLIDEV_HASH_ROUTE__
}

/** The address that the deck lives under, with a slash at its end. */
export function deckBase(): URL {
  return new URL(isBehindHash() ? '.' : import.meta.env.BASE_URL, location.href)
}

/**
 * Distinguishes this deck from others on the same host: the path that it lives under, with a slash at both ends. Names in
 * the browser's storage, which all pages of an origin share, begin with it. A page that follows a room
 * shares nothing with those that are being edited.
 */
export function deckScope(): string {
  const { pathname } = deckBase()
  return roomRole()?.kind === 'guest' ? `${pathname}room/` : pathname
}

/**
 * The address of a page of the deck, for a link.
 *
 * @param route as the router knows it, `/12?clicks=2` or `/read#slide-12`
 */
export function addressOf(route: string): string {
  return isBehindHash() ? `#${route}` : deckBase().pathname + route.slice(1)
}

/**
 * The address of a page with something behind its `#`, which no server sees.
 *
 * @param path of the route, `/12`
 * @param place a hash on that page, or nothing
 * @param query what it carries, `code=…`
 */
export function addressCarrying(path: string, place: string, query: string): string {
  return isBehindHash() ? `#${path}?${query}${place}` : `${addressOf(path)}${place || '#'}?${query}`
}

/** The route of this page, as its address says: `/12?clicks=2`. */
export function currentRoute(): string {
  return isBehindHash()
    ? location.hash.slice(1)
    : location.pathname.slice(deckBase().pathname.length - 1) + location.search + location.hash
}
