import type { Compiler } from '../../engine/host/compiler'
import { shallowRef } from 'vue'
import { isMetered } from '../../engine/io/connection'
import { loadEngine } from './engine'
import { noteEngineError } from './engine-support'

let asked = false
/** The compiler, once the engine is loaded. */
const compiler = shallowRef<Compiler>()
/** How many threads the demo in sight starts. */
let expected = 0

/**
 * Gets the engine ready in the browser's idle time, so that the first run is quick. Only the first call does
 * anything; it waits until the page has loaded, since nothing may be on the way to the first slide. On a metered
 * connection the engine comes with the first run.
 */
export function warmWhenIdle() {
  if (asked || isMetered())
    return
  asked = true
  if (document.readyState === 'complete')
    idle()
  else
    window.addEventListener('load', idle, { once: true })
}

function idle() {
  // Safari has no idle callbacks.
  const later = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 200))
  later(() => void warm(), { timeout: 5000 })
}

async function warm() {
  try {
    const { engineSupport, useEngine, warmEngine } = await loadEngine()
    if (!engineSupport().supported)
      return
    compiler.value = useEngine().compiler
    await warmEngine(expected)
  }
  catch (error) {
    noteEngineError(error)
    // The first run will fail in the same way, and then the person is told.
    console.warn('The engine could not be made ready ahead of time:', error)
  }
}

/**
 * Tells how many threads the demo that has come in sight starts, so that as many workers are ready before Run is
 * pressed.
 */
export async function expectThreads(threads: number) {
  expected = threads
  if (isMetered())
    return
  const { engineSupport, useEngine } = await loadEngine()
  if (engineSupport().supported)
    useEngine().expectThreads(threads)
}

/**
 * Gets the program of a text that may be run next: one that was compiled with the deck, or else by the compiler, once
 * that is warm; reactive, so that what waits for it is told.
 */
export function compileAhead(source: string, file: string) {
  compiler.value?.prepare(source, file)
}

/** Fetches CPython and gets an interpreter ready, since a Python tab is shown; a failure is told by the first run. */
export async function warmPython() {
  try {
    const { useEngine } = await loadEngine()
    await useEngine().warmPython()
  }
  catch (error) {
    console.warn('Python could not be made ready ahead of time:', error)
  }
}
