import type { ScriptScheme } from '../protocol/messages'

/**
 * The address of a script for a worker, or for an import in one. The caller revokes a blob's address.
 *
 * @param source JavaScript
 * @param scheme the scheme that the browser accepts in a frame of opaque origin
 */
export function scriptUrl(source: string, scheme: ScriptScheme): string {
  return scheme === 'blob'
    ? URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    : `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`
}
