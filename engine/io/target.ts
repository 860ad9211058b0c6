/** The target of a request, as far as a file server needs it. */
export interface Target {
  /** Percent-encoded, as sent; begins with a slash. */
  path: string
  /** From the first `?` on; empty if there is none. */
  query: string
}

/**
 * Parses the target of a request: `/path?query`, or the whole address that clients send to a proxy. A path that begins
 * with two slashes stays a path: it names no host.
 *
 * @returns `undefined` for anything else, and for a path that can't be decoded or contains a null character
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
