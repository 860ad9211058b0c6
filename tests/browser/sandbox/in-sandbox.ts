/** Runs plain JavaScript where snippets run: in a worker of the sandbox's frame, with the frame's own script, policy and attributes. */
import type { HostToSandbox, SandboxToHost } from '../../../engine/protocol/messages'
import { warmEngine } from '../../../engine/host'

/**
 * Runs a script and tells what it came to.
 *
 * @param body of an async function; what it returns is told
 * @returns the value as text, or `refused: ` and the error
 */
export async function inSandbox(body: string): Promise<string> {
  await warmEngine()
  const original = document.querySelector<HTMLIFrameElement>('iframe[sandbox]')!
  const frame = original.cloneNode() as HTMLIFrameElement
  const script = `(async () => {${body}\n})().then(value => String(value), error => 'refused: ' + error)
    .then(text => setTimeout(() => { throw new Error('told:' + text) }))`
  const { promise, resolve } = Promise.withResolvers<string>()
  const hear = ({ data, source }: MessageEvent<SandboxToHost>): void => {
    if (source === frame.contentWindow && data.type === 'broken' && data.reason.includes('told:'))
      resolve(data.reason.split('told:')[1]!)
  }
  addEventListener('message', hear)
  frame.onload = () => frame.contentWindow!.postMessage({ type: 'boot', workerSource: script } satisfies HostToSandbox, '*')
  document.body.append(frame)
  try {
    return await promise
  }
  finally {
    removeEventListener('message', hear)
    // Playwright looks at a new frame for a while, and does not bear that it is gone.
    setTimeout(() => frame.remove(), 2000)
  }
}
