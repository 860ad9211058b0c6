/** Takes this window out of what Slidev's windows tell each other of slides and clicks, for as long as it lives. */
export { disableBuiltinSync } from '@slidev/client/state/syncState.ts'
