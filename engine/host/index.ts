/** What a page needs to run snippets. */
export type { RunListener } from './active-run'
export { pythonFileUrls } from './python'
export { SandboxError } from './sandbox-frame'
export { Session, type SessionListener, type SessionState, useEngine, warmEngine } from './session'
export { engineSupport, type EngineSupport, pythonSupport } from './support'
