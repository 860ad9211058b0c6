/** Runs plain JavaScript where snippets run: in a worker of the sandbox's frame, with the frame's own script, policy and attributes. */
import type { SandboxToHost } from '../../../engine/protocol/messages'
import { warmEngine } from '../../../engine/host'
import { WORKER_SCRIPT_ID } from '../../../engine/protocol/frame-document'

let scripts = 0

/** A frame like the engine's, whose workers run another script. It stays: Playwright does not bear that a frame it looks at goes. */
async function otherFrame(script: string): Promise<HTMLIFrameElement> {
  await warmEngine()
  const other = document.querySelector<HTMLIFrameElement>('iframe[sandbox]')!.cloneNode() as HTMLIFrameElement
  const page = new DOMParser().parseFromString(other.srcdoc, 'text/html')
  page.getElementById(WORKER_SCRIPT_ID)!.textContent = script
  other.srcdoc = page.documentElement.outerHTML
  return other
}

/**
 * Runs a script and reports its result.
 *
 * @param body the body of an async function; its result is reported
 * @returns the value as text, or `refused: ` and the error
 */
export async function inSandbox(body: string): Promise<string> {
  const told = `told ${++scripts}: `
  // The frame passes on what its workers throw.
  const script = `(async () => {${body}\n})().then(value => String(value), error => 'refused: ' + error)
    .then(text => { setTimeout(() => { throw new Error('${told}' + text) }); setTimeout(close, 100) })`
  const frame = await otherFrame(script)
  const { promise, resolve } = Promise.withResolvers<string>()
  const hear = ({ data, source }: MessageEvent<SandboxToHost>): void => {
    if (source === frame.contentWindow && data.type === 'broken' && data.reason.includes(told))
      resolve(data.reason.split(told)[1]!)
  }
  addEventListener('message', hear)
  document.body.append(frame)
  try {
    return await promise
  }
  finally {
    removeEventListener('message', hear)
  }
}
