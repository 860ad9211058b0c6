/** What a request asks for, as far as a server of files needs it. */
export interface Target {
  /** As it was sent, percent-encoded; begins with a slash. */
  path: string
  /** What follows the first `?`, with it; else empty. */
  query: string
}

/**
 * Reads the target of a request: `/path?query`, or the whole address that clients send to a proxy. A path that begins
 * with two slashes stays a path: it names no host.
 *
 * @returns `undefined` for what is neither, and for a path that can't be decoded or holds a null character
 */
export function parseTarget(target = '/'): Target | undefined {
  const [whole] = target.split('#', 1) as [string]
  const local = whole.startsWith('/') ? whole : withoutOrigin(whole)
  if (local === undefined)
    return
  const at = local.indexOf('?')
  const [path, query] = at === -1 ? [local, ''] : [local.slice(0, at), local.slice(at)]
  try {
    return decodeURIComponent(path).includes('\0') ? undefined : { path, query }
  }
  catch {
    return undefined
  }
}

function withoutOrigin(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    return
  const { pathname, search } = new URL(address)
  return pathname + search
}
