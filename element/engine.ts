/** The engine as a page of any kind uses it: its files lie beside this code, wherever the package was copied to. */
import type { StartRun } from '../engine/host/start-run'
import type { LanguageName } from './settings'
import { Session, startProgram, startPython, useEngine } from '../engine/host'

const starts: Readonly<Record<LanguageName, StartRun>> = { typescript: startProgram, python: startPython }

/** All scripts of the package lie in one folder, and Python's files below it. */
function placedEngine(): ReturnType<typeof useEngine> {
  // The package's service worker answers `io/` where it lies itself.
  const serviceWorker = globalThis.navigator?.serviceWorker?.controller?.scriptURL
  const here = import.meta.url
  return useEngine({ requests: new URL('.', serviceWorker ?? document.baseURI), files: new URL('.', here) })
}

/**
 * Makes what compiles and runs the sources of one file, one after another. All sessions of a page share one engine: it
 * makes one run at a time, and a new one takes the place of the one that goes on.
 *
 * @param name the file's name, as stacks show it
 * @param language of its sources @default 'typescript'
 */
export function createSession(name: string, language: LanguageName = 'typescript'): Session {
  placedEngine()
  return new Session(name, starts[language])
}

/**
 * Gets all ready that a run takes, so that the first one begins at once. It fetches the compiler (4 MB compressed), or
 * CPython (13 MB) for Python.
 *
 * @throws SandboxError when this browser can't run programs
 */
export async function warmUp(language: LanguageName = 'typescript'): Promise<void> {
  await (language === 'python' ? placedEngine().warmPython() : placedEngine().warm())
}
