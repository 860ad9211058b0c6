/**
 * Runs TypeScript on real threads or an event loop, and CPython, in a web page. Importing it does nothing; the entry
 * `element.js` registers `<live-code>`.
 */
export { SandboxError, type Session } from '../engine/host'
export { engineSupport, type EngineSupport, pythonSupport } from '../engine/host/support'
export { chromeTrace, summarize, timelineSvg, TraceModel } from '../engine/insight'
export type { Lane, Palette, Span, TraceSummary } from '../engine/insight'
export { registerServiceWorker, type ServiceWorkerState } from '../engine/io/register'
export type { Deadlock, Mode, Outcome, OutputLine, Problem, RunOptions, RunSummary } from '../engine/protocol/run'
export { listenFor, type RunEvent, type RunListener, type RunState } from '../engine/protocol/run-event'
export { createSession, warmUp } from './engine'
export type { LanguageName } from './settings'
