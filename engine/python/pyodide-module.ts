/** What we use of Pyodide's inside: none of it is public, so the version is exact, and the tests hold it. */
export interface PyodideModule {
  API: {
    /** Reads an image's header, checks it, and sets the memory from what follows. */
    restoreSnapshot: (image: Uint8Array) => unknown
    /** Writes the stack of an interpreter that dies to descriptor 2. */
    fatal_error: (error: unknown) => void
  }
  HEAP8: Int8Array
  HEAPU32: Uint32Array
  /** Address of the switch that makes the eval breaker look for signals, and of how many checks there are until then. */
  __Py_emscripten_signal_clock: number
  _Py_EMSCRIPTEN_SIGNAL_HANDLING: number
  Py_EmscriptenSignalBuffer: { 0: number }
  _PyThreadState_Get: () => number
  _malloc: (bytes: number) => number
  stackSave: () => number
  stackRestore: (pointer: number) => void
  promisingApply: (...args: unknown[]) => Promise<unknown>
}

/** A Python object, as JavaScript holds it. */
export interface PythonObject {
  destroy: () => void
}

/** A Python function. */
export interface PythonFunction extends PythonObject {
  (...args: unknown[]): unknown
  /** Another reference, to be destroyed for itself. */
  copy: () => PythonFunction
  /** Calls it as a task of its own, which may be suspended. */
  callPromising: (...args: unknown[]) => Promise<unknown>
}

/** What we use of the loaded interpreter. */
export interface Pyodide {
  _module: PyodideModule
  runPython: (code: string, options?: { globals?: PythonObject, filename?: string }) => unknown
  pyimport: (name: string) => unknown
  registerJsModule: (name: string, module: object) => void
  /** What gets the bytes that are written to descriptor 1, or 2; it gives how many it took. */
  setStdout: (options: { write: (bytes: Uint8Array) => number }) => void
  setStderr: (options: { write: (bytes: Uint8Array) => number }) => void
  makeMemorySnapshot: () => Uint8Array<ArrayBuffer>
}

/** The runtime's one function. */
export type CreatePyodideModule = (settings: object) => Promise<PyodideModule>

/** The loader's one function, with the options that we give. */
export type LoadPyodide = (options: {
  indexURL: string
  lockFileContents: object
  packageBaseUrl: string
  createPyodideModule: CreatePyodideModule
  env: Record<string, string>
  stdout: (line: string) => void
  stderr: (line: string) => void
  _makeSnapshot?: boolean
  _loadSnapshot?: Uint8Array
}) => Promise<Pyodide>
