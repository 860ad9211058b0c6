/**
 * The frame's heart: a worker that only answers the page, however busy the frame's own thread is. It is the first worker to
 * start, so it also shows whether workers start here at all, and get shared memory.
 */
import type { SandboxFault, ScriptScheme } from '../protocol/messages'
import { scriptUrl } from './scripts'

const HEART = `onmessage = ({ data: { port, shared } }) => {
  if (shared)
    Atomics.load(new Int32Array(shared), 0)
  port.onmessage = () => port.postMessage(0)
  port.postMessage(0)
}
onmessageerror = () => { throw new TypeError('a SharedArrayBuffer does not reach workers') }`

/** The heart, before its first beat. */
export interface Heart {
  /** Answers on this port from now on; the first beat reports that the frame is ready. */
  beatOn: (port: MessagePort) => void
}

/**
 * Starts the heart.
 *
 * @param scripts how the worker gets its script
 * @param isShared whether workers must get shared memory
 * @param onFault called when it can't start
 */
export function startHeart(scripts: ScriptScheme, isShared: boolean, onFault: (fault: SandboxFault, reason: string) => void): Heart {
  const dead: Heart = { beatOn() {} }
  if (isShared && typeof SharedArrayBuffer === 'undefined') {
    onFault('shared-memory', 'SharedArrayBuffer is not defined')
    return dead
  }
  let worker: Worker
  try {
    worker = new Worker(scriptUrl(HEART, scripts))
  }
  catch (error) {
    onFault('workers', String(error))
    return dead
  }
  // In WebKit the event has no message when the script could not be loaded.
  worker.onerror = ({ message }) => message ? onFault('shared-memory', message) : onFault('workers', 'the script could not be loaded')
  return {
    beatOn(port) {
      try {
        worker.postMessage({ port, shared: isShared ? new SharedArrayBuffer(4) : undefined }, [port])
      }
      catch (error) {
        onFault('shared-memory', String(error))
      }
    },
  }
}
