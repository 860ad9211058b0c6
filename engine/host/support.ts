/** Whether this page can run code, and why not. */
export type EngineSupport = { supported: true } | { supported: false, reason: string }

/** Tells whether threads can run on this page; the reason is one line for the person. */
export function engineSupport(): EngineSupport {
  if (typeof Worker === 'undefined')
    return { supported: false, reason: 'This browser has no workers, so no thread can run.' }
  if (!globalThis.isSecureContext)
    return { supported: false, reason: 'Threads need a secure page: open the deck over https, or on localhost.' }
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined')
    return { supported: false, reason: 'Threads need a cross-origin isolated page: reload once, or serve the deck with COOP and COEP headers.' }
  if (typeof Atomics.waitAsync !== 'function')
    return { supported: false, reason: 'This browser lacks Atomics.waitAsync: use Chrome or Edge 87, Firefox 145, or newer.' }
  return { supported: true }
}

/** Tells whether Python programs can run on this page: their threads need stack switching (JSPI) too. */
export function pythonSupport(): EngineSupport {
  const engine = engineSupport()
  if (!engine.supported)
    return engine
  if (!('Suspending' in WebAssembly))
    return { supported: false, reason: 'Python’s threads need WebAssembly’s promise integration (JSPI), which this browser lacks: Chrome or Edge 137, Firefox 153, or newer.' }
  return { supported: true }
}
