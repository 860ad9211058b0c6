/** The engine's API for pages that run snippets. */
export { SandboxError } from './sandbox-frame'
export { Session, useEngine, warmEngine } from './session'
export { startProgram, startPython } from './start-run'
export { engineSupport, type EngineSupport } from './support'
