import type { SandboxFault } from '../protocol/messages'

/** Whether this page can run code, and why not. */
export type EngineSupport = { supported: true } | { supported: false, reason: string }

const SUPPORTED: EngineSupport = { supported: true }

/**
 * Whether threads can run on this page, as far as the page itself can tell; the reason is one line for the person. What
 * the sandboxed frame lacks only shows when the frame starts: see {@link sandboxReason}.
 */
export function engineSupport(): EngineSupport {
  if (!globalThis.isSecureContext)
    return unsupported('Threads need a secure page: open it over https, or on localhost.')
  if (!globalThis.crossOriginIsolated)
    return unsupported('Threads need a cross-origin isolated page: reload once, or serve it with COOP and COEP headers.')
  return isolatedSupport()
}

/**
 * Whether Python programs can run on this page. Their threads take turns in one worker, so that no memory has to be shared
 * and the page need not be isolated; what they need is stack switching (JSPI).
 */
export function pythonSupport(): EngineSupport {
  const page = globalThis.crossOriginIsolated ? isolatedSupport() : workerSupport()
  if (!page.supported)
    return page
  if (!('Suspending' in WebAssembly))
    return unsupported('Python’s threads need WebAssembly’s promise integration (JSPI), which this browser lacks: Chrome or Edge 137, Firefox 153, Safari 27, or newer.')
  return SUPPORTED
}

function workerSupport(): EngineSupport {
  return typeof Worker === 'undefined' ? unsupported('This browser has no workers, so no thread can run.') : SUPPORTED
}

/** What an isolated page needs besides. */
function isolatedSupport(): EngineSupport {
  const workers = workerSupport()
  if (!workers.supported)
    return workers
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
