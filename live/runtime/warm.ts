import type { Compiler } from '../../engine/host/compiler'
import type { Engine } from '../../engine/host/engine'
import { shallowRef } from 'vue'
import { isMetered } from '../../engine/io/connection'
import { whenIdle } from '../page/idle'
import { loadEngine } from './engine'
import { noteEngineError, support } from './engine-support'

/** The engine, loaded and on its way to be ready, once anything has asked for it ahead of a run. */
let beginning: Promise<Engine> | undefined
/** The engine's start with all that follows it, once a slide has asked for it. */
let starting: Promise<void> | undefined
/** The compiler, once the engine is loaded. */
const compiler = shallowRef<Compiler>()
/** How many threads the demo in sight starts. */
let expected = 0

/** How long the first slide may wait until the engine's frame is made, in milliseconds. */
const PATIENCE_MS = 200
/** How long no program may have run before the compiler is fetched and started, in milliseconds. */
const QUIET_MS = 2000

/** Whether anything may be fetched ahead: on a metered connection the engine comes with the first run. */
function mayWarm(): boolean {
  return !isMetered() && support.value.supported
}

/** Loads the engine and lets its frame and its pool boot. */
function begin(): Promise<Engine> {
  beginning ??= loadEngine().then(({ useEngine }) => {
    const engine = useEngine()
    // A failure is reported to whoever needs the engine.
    engine.start().catch(() => {})
    return engine
  })
  return beginning
}

/**
 * Starts the engine before the first slide is drawn: its frame and its workers boot on other cores meanwhile. Resolves
 * when the frame is made, or when that takes too long.
 */
export async function startEngineAhead() {
  // A failure is reported when the slide's live code asks for the engine.
  if (mayWarm())
    await Promise.race([begin().catch(() => {}), new Promise(resolve => setTimeout(resolve, PATIENCE_MS))])
}

/**
 * Gets the engine ready in the browser's idle time, so that the first run is quick; it waits until the page has loaded,
 * since nothing may be on the way to the first slide.
 */
export function warmWhenIdle() {
  const idle = () => whenIdle(() => void warmAtOnce(), 5000)
  if (document.readyState === 'complete')
    idle()
  else
    window.addEventListener('load', idle, { once: true })
}

/**
 * Gets the engine ready at once, with as many workers as the demo that has come in sight takes.
 *
 * @param threads that the demo starts
 */
export async function warmForThreads(threads: number) {
  expected = threads
  await warmAtOnce()
  if (!starting)
    return
  const { useEngine } = await loadEngine()
  useEngine().expectThreads(expected)
}

/** Starts frame and pool, and later the compiler; only the first call does anything. */
async function warmAtOnce() {
  if (mayWarm())
    await (starting ??= start())
}

async function start() {
  try {
    const engine = await begin()
    compiler.value = engine.compiler
    await engine.start(expected)
    void warmCompilerWhenQuiet(engine)
  }
  catch (error) {
    noteEngineError(error)
    // The first run will fail in the same way, and then the person is told.
    console.warn('The engine could not be made ready ahead of time:', error)
  }
}

/** Only an edit takes the compiler: to start it takes a core for a second, which a run would lack. */
async function warmCompilerWhenQuiet(engine: Engine) {
  do
    await new Promise(resolve => setTimeout(resolve, QUIET_MS))
  while (engine.isRunning)
  await engine.compiler.warm()
}

/**
 * Gets the program of a text that may be run next: one that was compiled with the deck, or else by the compiler, once
 * that is warm; reactive, so that what waits for it is told.
 */
export function compileAhead(source: string, file: string) {
  compiler.value?.prepare(source, file)
}

/** Starts the compiler, since a text is about to be edited; a failure is reported by the run of what was edited. */
export async function warmCompiler() {
  if (!mayWarm())
    return
  const { useEngine } = await loadEngine()
  void useEngine().compiler.warm()
}

/** Fetches CPython and gets an interpreter ready, since a Python tab is shown; a failure is told by the first run. */
export async function warmPython() {
  // Its 13 MB are fetched when it is run.
  if (isMetered())
    return
  try {
    const { useEngine } = await loadEngine()
    await useEngine().warmPython()
  }
  catch (error) {
    console.warn('Python could not be made ready ahead of time:', error)
  }
}
