/**
 * What tells this deck from others on the same host: the path that it lives under, with a slash at both ends. Names in
 * the browser's storage, which all pages of an origin share, begin with it.
 */
export function deckScope(): string {
  return new URL('.', location.href).pathname
}
