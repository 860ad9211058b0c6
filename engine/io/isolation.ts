/**
 * Headers that make a page cross-origin isolated, and so give it SharedArrayBuffer: sent by every server
 * of ours and, where the host can't send them, added by the service worker.
 */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** The same response with the headers; opaque ones carry none, and can carry none. */
export function isolated(response: Response): Response {
  if (response.status === 0 || response.redirected)
    return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolationHeaders))
    headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
