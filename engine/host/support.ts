import type { SandboxFault } from '../protocol/messages'

/** Whether this page can run code, and why not. */
export type EngineSupport = { supported: true } | { supported: false, reason: string }

const SUPPORTED: EngineSupport = { supported: true }

/**
 * Whether threads can run on this page, as far as the page itself can tell; the reason is one line for the person. What
 * the sandboxed frame lacks only shows when the frame starts: see {@link sandboxReason}.
 */
export function engineSupport(): EngineSupport {
  return pageSupport('Threads need a cross-origin isolated page')
}

/**
 * Whether Python programs can run on this page. Their output, their timeline and Stop use shared memory, so they need an
 * isolated page, as threads do; and their threads need stack switching (JSPI) as well.
 */
export function pythonSupport(): EngineSupport {
  const page = pageSupport('Python needs a cross-origin isolated page, since its output and Stop go through shared memory')
  if (!page.supported)
    return page
  if (!('Suspending' in WebAssembly))
    return unsupported('Python’s threads need WebAssembly’s promise integration (JSPI), which this browser lacks: Chrome or Edge 137, Firefox 153, Safari 27, or newer.')
  return SUPPORTED
}

/** @param isolation the reason for a page that is not isolated */
function pageSupport(isolation: string): EngineSupport {
  if (typeof Worker === 'undefined')
    return unsupported('This browser has no workers, so no thread can run.')
  if (!globalThis.isSecureContext)
    return unsupported('Threads need a secure page: open it over https, or on localhost.')
  if (!globalThis.crossOriginIsolated)
    return unsupported(`${isolation}: reload once, or serve it with COOP and COEP headers.`)
  if (typeof SharedArrayBuffer === 'undefined')
    return unsupported('This browser has no SharedArrayBuffer, the memory that threads share, even on an isolated page.')
  if (typeof Atomics.waitAsync !== 'function')
    return unsupported('This browser lacks Atomics.waitAsync: use Chrome or Edge 87, Firefox 145, Safari 16.4, or newer.')
  return SUPPORTED
}

function unsupported(reason: string): EngineSupport {
  return { supported: false, reason }
}

/** What the sandboxed frame lacks, in one line for the person. */
export function sandboxReason(fault: SandboxFault): string {
  switch (fault) {
    case 'workers':
      return 'This browser starts no workers in a sandboxed frame, so no thread can run.'
    case 'shared-memory':
      return 'This browser gives a sandboxed frame no SharedArrayBuffer, the memory that threads share.'
    case 'silent':
      return 'The sandbox in which programs run did not start in time.'
  }
}
