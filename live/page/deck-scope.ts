import { roomRole } from './room-role'

/**
 * What tells this deck from others on the same host: the path that it lives under, with a slash at both ends. Names in
 * the browser's storage, which all pages of an origin share, begin with it. A page that follows a room
 * shares nothing with those on which somebody works.
 */
export function deckScope(): string {
  const { pathname } = new URL('.', location.href)
  return roomRole()?.kind === 'guest' ? `${pathname}room/` : pathname
}
