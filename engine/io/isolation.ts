/** Says which sites may embed a response. */
const RESOURCE_POLICY = 'Cross-Origin-Resource-Policy'

/**
 * Headers that make a page cross-origin isolated, which gives it SharedArrayBuffer: sent by all of our servers and, where
 * the host can't send them, added by the service worker.
 */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  [RESOURCE_POLICY]: 'same-origin',
}

/**
 * The same response with the headers; opaque ones carry none, and can carry none. A host that lets other sites embed the
 * deck says so by a resource policy of its own, which stays.
 */
export function isolated(response: Response): Response {
  if (response.status === 0 || response.redirected)
    return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolationHeaders)) {
    if (name !== RESOURCE_POLICY || !headers.has(name))
      headers.set(name, value)
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
