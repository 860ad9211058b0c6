/**
 * Headers that make a page cross-origin isolated, which gives it SharedArrayBuffer: sent by all of our servers and, where
 * the host can't send them, added by the service worker.
 */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** The same response with the headers; opaque responses can't carry any. */
export function isolated(response: Response): Response {
  if (response.status === 0 || response.redirected)
    return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolationHeaders))
    headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
