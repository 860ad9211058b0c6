/**
 * Names of a browser, or of Node.js, that mean nothing in a thread of the deck: a thread computes or blocks, and never
 * runs a JavaScript event loop.
 */

const SLEEP = 'Write time.sleep(seconds), await asyncio.sleep(seconds), or new threading.Timer(seconds, f).start().'
const REPEAT = 'Write a loop with time.sleep(seconds) or await asyncio.sleep(seconds).'
const SOON = 'Write asyncio.getRunningLoop().callSoon(f), or asyncio.createTask(f()).'
const REQUEST = 'Write web.get(url), or await web.aget(url), of the module web: it reaches the deck\'s own endpoints.'
const PAGE = 'A program has no page: it prints with print(…), of builtins.'
const NODE = 'Programs run in the browser, on the modules of the deck: threading, asyncio, queue, …'
const MODULES = 'Write import * as threading from \'threading\', at the top.'
const KEEP = 'Keep it in a variable, or in an object of the module shared.'
const THREAD = 'Write new threading.Thread({ target: f }).start().'
const CROSS = 'Threads talk through queue.Queue, and the objects of threading and shared.'
const ASK = 'There is no keyboard: write the value into the program.'

/** What to write instead of each name. */
export const BROWSER_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  setTimeout: SLEEP,
  setInterval: REPEAT,
  setImmediate: SOON,
  queueMicrotask: SOON,
  requestAnimationFrame: SOON,
  requestIdleCallback: SOON,
  clearTimeout: SLEEP,
  clearInterval: REPEAT,
  fetch: REQUEST,
  XMLHttpRequest: REQUEST,
  WebSocket: REQUEST,
  EventSource: REQUEST,
  localStorage: KEEP,
  sessionStorage: KEEP,
  indexedDB: KEEP,
  document: PAGE,
  window: PAGE,
  alert: 'Write print(…), of builtins.',
  confirm: ASK,
  prompt: ASK,
  process: NODE,
  Deno: NODE,
  Bun: NODE,
  Buffer: 'Write new Uint8Array(…).',
  require: MODULES,
  importScripts: MODULES,
  module: 'Write export function main() { … }.',
  exports: 'Write export function main() { … }.',
  Worker: THREAD,
  SharedWorker: THREAD,
  postMessage: CROSS,
  BroadcastChannel: CROSS,
  MessageChannel: CROSS,
}))
