/** What takes time in the start of Pyodide and isn't needed: measured in Chromium, it is a tenth of a start from a snapshot. */

/** Any address that others can be relative to. */
const ANY_BASE = 'https://files.invalid/'

/** To be called in the interpreter's worker before Pyodide's scripts are imported. */
export function easeStart(): void {
  acceptBlobsAsBase()
  compileAlikeOnce()
}

/**
 * Pyodide's script asks for an address relative to its own, a blob's, to which none can be. It catches the error; but
 * to tell the line of an error V8 parses the function again, which here is a megabyte.
 */
function acceptBlobsAsBase(): void {
  globalThis.URL = class extends URL {
    constructor(url: string | URL, base?: string | URL) {
      super(url, String(base).startsWith('blob:') ? ANY_BASE : base)
    }
  }
}

/**
 * Emscripten makes a WebAssembly module for each function of JavaScript that goes into the table: there is one of them
 * for each signature, made again and again.
 */
function compileAlikeOnce(): void {
  const compiled = new Map<string, WebAssembly.Module>()
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct(Module, [bytes]: [Uint8Array<ArrayBuffer>]) {
      const key = String(bytes)
      const module = compiled.get(key) ?? new Module(bytes)
      compiled.set(key, module)
      return module
    },
  })
}
