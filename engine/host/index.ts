/** What a page needs to run snippets. */
export type { RunListener } from './engine'
export { Session, type SessionListener, type SessionState, useEngine, warmEngine } from './session'
export { engineSupport, type EngineSupport } from './support'
