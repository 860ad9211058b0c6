import type { ScriptScheme } from '../protocol/messages'

/**
 * The address of a script for a worker, or for an import in one. Whoever made an address of a blob revokes it.
 *
 * @param source JavaScript
 * @param scheme what the browser takes in a frame of opaque origin
 */
export function scriptUrl(source: string, scheme: ScriptScheme): string {
  return scheme === 'blob'
    ? URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    : `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`
}
