/** Starts CPython in this worker, which can fetch nothing: all files come as messages. */
import type { SandboxToInterpreter } from '../protocol/python'
import type { CreatePyodideModule, LoadPyodide, Pyodide, PythonObject } from './pyodide-module'
import { version } from 'pyodide/package.json'
import { easeStart } from './ease-start'
import { librarySources } from './library'
import { signalGate } from './signal-gate'
import { restoreInPieces, unpackSnapshot } from './snapshot'

type Boot = Extract<SandboxToInterpreter, { type: 'boot' }>

/** Where Pyodide believes its files to be. Nothing is fetched from there. */
const NOWHERE = 'https://files.invalid/'

/** What Pyodide checks of its list of packages; we have none. */
const NO_PACKAGES = { info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2', version }, packages: {} }

const PAGE_BYTES = 65_536
/** Pyodide treats addresses as signed numbers: strings above them are read from wrong places. */
const MAX_BYTES = 2 ** 31

/** Creates a module without a file. */
const LOADER = `
def load(name, source):
    import sys, types
    module = types.ModuleType(name)
    module.__file__ = f'<deck {name}>'
    sys.modules[name] = module
    exec(compile(source, module.__file__, 'exec'), module.__dict__)
load
`

/**
 * Loads the interpreter with the engine's own modules in it: from a snapshot if there is one.
 *
 * @param boot its parts
 * @param compiled its compiled code
 * @throws what Pyodide throws when the snapshot was made by another build of it
 */
export async function startInterpreter(boot: Boot, compiled: Promise<WebAssembly.Module>): Promise<Pyodide> {
  easeStart()
  answerFetches(boot.library, compiled)
  const [{ loadPyodide }, { default: createModule }, packed] = await Promise.all([
    import(/* @vite-ignore */ boot.loaderUrl) as Promise<{ loadPyodide: LoadPyodide }>,
    import(/* @vite-ignore */ boot.runtimeUrl) as Promise<{ default: CreatePyodideModule }>,
    boot.snapshot?.arrayBuffer(),
  ])
  const snapshot = packed && unpackSnapshot(packed)
  const pyodide = await loadPyodide({
    indexURL: NOWHERE,
    lockFileContents: NO_PACKAGES,
    packageBaseUrl: NOWHERE,
    async createPyodideModule(settings) {
      const module = await createModule(settings)
      if (snapshot)
        restoreInPieces(module, snapshot)
      return module
    },
    env: { PYTHONHASHSEED: '0' },
    stdout: line => console.warn(line),
    stderr: line => console.warn(line),
    ...boot.makesSnapshot && { _makeSnapshot: true },
    ...snapshot && { _loadSnapshot: new Uint8Array(snapshot.byteLength) },
  })
  if (!snapshot)
    addLibrary(pyodide)
  return pyodide
}

/** Pyodide's loader fetches two files and refuses classic workers, which are the only ones that a sandbox can have. */
function answerFetches(library: Blob, compiled: Promise<WebAssembly.Module>): void {
  Object.assign(globalThis, {
    importScripts: undefined,
    fetch: (address: string | URL) => Promise.resolve(new Response(String(address).endsWith('.zip') ? library : null)),
  })
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const wasm = await compiled
    const env = imports!.env as Record<string, () => number>
    const gate = signalGate(env._Py_CheckEmscriptenSignals_Helper!)
    env._Py_CheckEmscriptenSignals_Helper = gate.ask
    const instance = await WebAssembly.instantiate(wasm, imports)
    const { memory, _Py_emscripten_signal_clock: count } = instance.exports as { memory: WebAssembly.Memory, _Py_emscripten_signal_clock: WebAssembly.Global }
    limitMemory(memory)
    gate.open(memory, count.value as number)
    return { module: wasm, instance }
  }
}

/** A program that wants more gets CPython's MemoryError. */
function limitMemory(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES > MAX_BYTES)
      throw new RangeError('the interpreter may have no more memory')
    return grow(pages)
  }
}

/** Creates modules of the engine's Python files. They are in no file system: a snapshot would not include it. */
function addLibrary(pyodide: Pyodide): void {
  const load = pyodide.runPython(LOADER) as PythonObject & ((name: string, source: string) => void)
  for (const [name, source] of librarySources)
    load(name, source)
  load.destroy()
  // What is there before a program is never freed: the collector, which a program waits for, need not look at it.
  pyodide.runPython('import gc; gc.collect(); gc.freeze()')
}
