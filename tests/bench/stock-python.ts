import type { Page } from '@playwright/test'
import { version } from 'pyodide/package.json'

/** What a page can do of stock Pyodide. */
interface Stock {
  runPython: (source: string) => string
}

declare global {
  interface Window {
    stock?: Stock
  }
}

/** Loads stock Pyodide on the page, from the files that the deck serves; gives the milliseconds that it took. */
export function loadStock(page: Page): Promise<number> {
  return page.evaluate(async (place) => {
    const begin = performance.now()
    const index = new URL(place, location.href).href
    const { loadPyodide } = await import(`${index}pyodide.mjs`) as { loadPyodide: (options: object) => Promise<Stock> }
    const info = { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2' }
    window.stock = await loadPyodide({ indexURL: index, lockFileContents: { info, packages: {} } })
    return performance.now() - begin
  }, `python/${version}/`)
}

/** Runs a program whose last expression is a text. */
export function runStock(page: Page, source: string): Promise<string> {
  return page.evaluate(text => window.stock!.runPython(text), source)
}
