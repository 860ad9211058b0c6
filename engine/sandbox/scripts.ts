import type { ScriptScheme } from '../protocol/messages'

/**
 * The address of a script for a worker, or for an import in one. Whoever made an address of a blob revokes it.
 *
 * @param source JavaScript
 * @param scheme what the browser takes in a frame of opaque origin
 * @param name under which stacks are to speak of it; JavaScriptCore heeds no `sourceURL` and shows the address, whose end this is
 */
export function scriptUrl(source: string, scheme: ScriptScheme, name?: string): string {
  if (scheme === 'blob')
    return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}${name === undefined ? '' : `#${encodeURI(name)}`}`
}
