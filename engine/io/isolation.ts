/**
 * Headers that make a page cross-origin isolated, and so give it SharedArrayBuffer: sent by every server
 * of ours and, where the host can't send them, added by the service worker.
 */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
